approval-title = Approve in the Regain app
approval-ask = A request goes to your Regain app. There you type a number that stands here.
approval-send = Send the request
approval-open = Open Regain ({ $devices }) and type this number there:
approval-waits = This page goes on by itself when you have approved.
approval-until = The number is good until
approval-again = Send a new request
approval-begin = Sign in again
approval-wrong-number = Another number was typed in the app, so the request has ended. Send a new request and type the number that stands here then.
approval-denied = The request was denied in the app. If that was a mistake, send a new one.
approval-reported = In the app somebody chose “It wasn't me”. This sign-in has ended, and your organisation was told. If it was you, sign in again in a quarter of an hour, or use another way.
approval-over = Nobody answered in time. Open the app, then send a new request.
approval-pending = Another request already waits in your app. Answer that one first, or wait three minutes, then send a new one.
approval-paused-minutes = “It wasn't me” was chosen in your app, so no requests are sent now. Use another way, or try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
approval-often-minutes = Too many requests were sent to your app. Use another way, or try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
act-approved = You approved a request in the app
act-denied = A request was denied in the app
act-wrong-number = A wrong number was typed in the app
act-reported = You reported a sign-in that wasn't you: somebody else knows your password. Change it
act-key-brought = A device used your code to be set up
act-method-added = A new way to sign in was added
act-method-resumed = A way to sign in that was reported as lost is in use again
enrol-page-title = Open the Regain app and scan this there
enrol-page-why = This code sets up your work account in the Regain app. Another app, or the camera alone, can't do that.
enrol-page-how = Open Regain, choose “Add account”, and scan the same code there. It is good for ten minutes and for one device.
enrol-page-here = Is Regain on this very device? Then you need not scan.
enrol-page-open = Set up in the web app
enrol-page-copy = Copy link
enrol-page-copied = Copied. Paste it in Regain under “Add account”.
enrol-page-none = There is no code in this address. Scan the code in your browser again, or ask for a new one on the Security info page.
