back = Back
cancel = Cancel

info-title = Security info
info-ways = Your ways to sign in
info-default = Default sign-in method:
info-default-none = none chosen
info-none = There is nothing here yet.
info-set = Set
info-added = Added
info-used = last used
info-never-used = never used
info-ends = ends
info-change = Change password
info-new-codes = New recovery codes
info-make-default = Set as default
info-rename = Rename
info-remove = Remove
info-remove-it = Remove it
info-lost = Report lost
info-unseen = { $name } has not been used since a newer one was added. If it is lost, or you don't use it any more, remove it.
info-suspended = { $name } was reported lost and opens nothing. The link in the mail about it, together with the method itself, brings it back. If it stays lost, remove it.
info-few-codes = { $left ->
    [0] You have no recovery codes left. Make new ones.
    [one] You have { $left } recovery code left. Make new ones.
   *[other] You have { $left } recovery codes left. Make new ones.
}
info-no-codes = You have no recovery codes. They are your way back when your phone is gone.
info-limited = You signed in with a recovery code. Mail addresses, roles and other people can't be changed from here until { $until }. You can add methods and remove lost ones.
enrol-title = Add a second way first
enrol-intro = Your password alone is not enough to keep your account yours. Until a second way to sign in is added, nothing else is open.
enrol-missing = { $missing ->
    [one] { $missing } more way to sign in is needed.
   *[other] { $missing } more ways to sign in are needed.
}
kind-password = Password
kind-approval = Regain app
kind-code = Authenticator app
kind-passkey = Passkey
kind-recovery-codes = Recovery codes
kind-pass = Temporary access pass
badge-default = Default
badge-waiting = Not confirmed yet
badge-suspended = Reported lost
badge-limited = Limited after a recovery code
codes-left = { $left ->
    [one] { $left } left
   *[other] { $left } left
}

rename-title = Rename
rename-name = Name
rename-empty = Type a name.

remove-title = Remove { $name }?
remove-approval = The app on that device can't approve a sign-in here any more. To use it again, add it anew.
remove-code = The codes of that app don't work here any more. Delete its entry in the app as well.
remove-passkey = That passkey does not sign you in any more. Delete it on your device as well.
remove-recovery-codes = None of these codes works any more. Without recovery codes, a lost phone can lock you out.
remove-pass = The pass does not work any more, and sessions that were opened with it end.
remove-waiting = It was never confirmed, so nothing depends on it.
remove-password = A password is changed, not removed.
remove-last = This is your last method. Add another first; it can take the place of this one.
remove-two = Administrators keep at least two ways to sign in. Add another first.
remove-told = All of your mail addresses are told.

lost-title = Report { $name } lost?
lost-which = What was lost?
lost-what = It opens nothing from now on, whoever holds it.
lost-back = If it turns up, the link in the mail we send you brings it back, together with the method itself.
lost-last = You have no other way to sign in. Your administrators are asked to help you.
lost-nothing = There is nothing in use that could be lost.
lost-recovery-note = The only method was reported lost.
lost-at-sign-in = I lost a device
resume-title = Take { $name } back into use?
resume-intro = It was reported lost. Do this only if you have it in your hands again.
resume-code = Code that { $name } shows now
resume-do = Take it back
resume-otherwise = This kind of method can't be taken back here. Sign in another way, remove it and add it anew; if you have no other way, ask your administrator.
mail-way-back = It turned up: take it back into use

change-password-title = Change password
change-password-ends = You are signed out everywhere but here.

address-title = Mail addresses
address-what-for = Every change of how you sign in is told to these addresses. They can't be used to sign in.
address-none = No address is confirmed, so nobody would tell you if somebody changed how you sign in.
address-waiting = Not confirmed yet
address-again = Send the link again
address-add = Add mail address
address-label = Mail address
address-hint = We send a link there. The address counts once you used it.
address-do = Send the link
address-wrong = This is not a mail address. It looks like name@example.org.
address-there = This address is confirmed already.
address-many = You have { $most } addresses, which is the most. Remove one first.
address-mail-subject = { $host }: confirm this mail address
address-mail-title = Confirm this mail address
address-mail-text = Somebody who is signed in to this account added your address. If that was you, use the link within a day. If not, do nothing.
address-mail-link = Confirm the address
confirm-address-title = Confirm this mail address?
confirm-address-what = Changes of how this account at { $host } signs in will be told to this address.
confirm-address-not-you = If this is not your account, close this page.
confirm-address-do = Confirm

add-title = Add method
add-which = Which kind of method do you want to add?
add-nothing = Your organization does not let people add methods themselves. Ask your administrator.
add-code-about = Codes of any app: Microsoft, Google, Aegis and others
add-recovery-codes-about = Ten codes on paper, for when your phone is gone
add-app-about = Approve sign-ins with the Regain app, or use the codes of any other app
add-passkey-about = Fingerprint, face, or a security key
add-app-title = Start by getting the app
add-app-get = On your phone, open the Regain app. If it is not there yet, open it in the phone's browser and install it from there.
add-app-open = Open Regain in this browser
add-app-then = When the app is open on the device you will approve with, go on here.
add-app-other = I want to use a different authenticator app
add-app-account = Set up your account
add-app-account-how = In the app, choose “Add account” and let it use the camera. On the next page you scan a QR code.
add-app-scan = Scan it with the Regain app. It is good for one device.
add-app-here = Set up on this device
add-app-paste = Copy this link and paste it in the app under “Add account”:
add-app-waits = This page goes on by itself when your app has scanned the code.
add-app-until = The code is good until
add-app-try = Let's try it out
add-app-number = Type this number in the app on { $name }:
add-app-yours = Is that not your device? Then choose Cancel here: nothing was added.
add-app-failed = The test did not succeed
add-app-wrong-number = Another number was typed in the app, so nothing was added. Try again with a new QR code.
add-app-denied = The test was denied in the app, so nothing was added.
add-app-reported = In the app somebody chose “It wasn't me”, so nothing was added. If that was not you, somebody else scanned your code.
add-app-over = Nobody approved in time, so nothing was added. Try again with a new QR code.
add-app-works = It works
add-app-added = { $name } was added and approved for the first time.
add-app-expired = This QR code is not good any more. Nothing was added with it.
add-app-again = New QR code
add-replaces = Takes the place of
add-replaces-nothing = Nothing: I keep the others
add-replaces-hint = The old one goes when the new one is confirmed, and not before.
add-code-title = Start by getting an app
add-code-any = Any authenticator app on your phone or computer will do, for example Regain, Microsoft Authenticator, Google Authenticator or Aegis. Install it first.
add-code-then = In the app, choose to add an account, if asked a work or school account, and then continue here.
add-code-stronger = Stronger codes
add-code-stronger-about = Eight digits and SHA-256. Some apps ignore this; then we say so, and you take the usual codes.
add-code-stronger-do = Use stronger codes
add-code-use-standard = Use the usual codes
scan-title = Scan the QR code
scan-alt = QR code for your app. If you can't see or scan it, open the part below it.
scan-cannot = Can't scan image?
add-code-scan = Scan it with your app. Nothing is registered until the first code of the app was right.
add-code-by-hand = Type this into your app:
add-code-issuer = Service
add-code-key = Key
add-code-kind = Kind
add-code-parameters = Time based, { $algorithm }, { $digits } digits, { $period } seconds
add-code-open = Open in an app on this device
add-code-first = Code that your app shows now
add-code-wrong = The code is not right. Wait for the next one and type it without a pause.
add-code-ignores = Your app ignores the stronger kind: it shows usual codes. Delete the new entry in your app, and take the usual codes with a new QR code.
add-code-ahead = { $minutes ->
    [one] The code is right for a time that is still to come: the clock of your phone is about { $minutes } minute ahead. Set it to automatic, then type the next code.
   *[other] The code is right for a time that is still to come: the clock of your phone is about { $minutes } minutes ahead. Set it to automatic, then type the next code.
}
add-code-behind = { $minutes ->
    [one] The code was right before: the clock of your phone is about { $minutes } minute behind. Set it to automatic, then type the next code.
   *[other] The code was right before: the clock of your phone is about { $minutes } minutes behind. Set it to automatic, then type the next code.
}

codes-what = Each code signs you in once, together with your password. They are for the day when your phone is gone.
codes-ready = You will see ten codes, once. Have a printer, a pen or a password manager ready.
codes-old-stay = Your old codes stay good until you have confirmed that you kept the new ones.
codes-show = Show the codes
codes-once = These codes are shown this once. Keep them where your phone is not.
codes-each-once = Each code works once, together with the password.
codes-print = To print them, use your browser's print command: the paper shows nothing but the codes.
codes-old-go = With this, your old codes stop working.
codes-kept = I have kept them
codes-do = Done
codes-tick = Keep the codes first, then tick the box. Until then they don't work.

sessions-where = Where you are signed in
sessions-here = This browser
sessions-since = Since
sessions-until = until
sessions-end = Sign out there
sessions-all = Sign out everywhere
sessions-all-about = Ends every session, this one too.
history-title = What happened
history-about = Sign-ins and changes of your account. Is there something you don't know? Sign out everywhere, change your password and tell your administrator.
history-none = There is nothing more.
history-by-another = by somebody else
history-older = Older

done-method-added = The method was added.
done-method-renamed = The method has a new name.
done-default-changed = The default was changed.
done-method-removed = The method was removed.
done-method-lost = Reported. It opens nothing any more.
done-method-resumed = It is in use again. Sign in with it.
done-recovery-codes-kept = The new recovery codes are in use. We can't show them again.
done-qr-renewed = The QR code had expired. This is a new one: scan it, and delete an entry you made with the old one.
done-password-changed = The password was changed. You are signed out everywhere else.
done-address-asked = We sent a link to that address. It counts once the link was used.
done-address-confirmed = The address is confirmed.
done-address-removed = The address was removed.
done-session-ended = Signed out there.
done-sessions-ended = You are signed out everywhere.

act-method-renamed = A method was renamed
act-default-changed = The default method was changed
act-method-removed = A method was removed
act-method-lost = A method was reported lost
act-code-typed = The first code of a new authenticator app was typed
act-recovery-codes-made = New recovery codes were made
act-password-changed = The password was changed
act-address-added = A mail address was added
act-address-confirmed = A mail address was confirmed
act-address-removed = A mail address was removed
act-session-ended = A session was ended
act-sessions-ended = Sessions were ended
