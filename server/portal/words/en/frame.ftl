portal-name = Sign-in and security
skip = Skip to content
tab-security-info = Security info
tab-sessions = Sessions
tab-admin = Administration
sign-out = Sign out
done-signed-out = You are signed out.

fault-not-found-title = There is nothing here
fault-not-found = The address is wrong, or what stood here is gone.
fault-forbidden-title = You can't do that
fault-forbidden = Your role does not allow this.
fault-foreign-title = This did not come from our page
fault-foreign = The form was not sent by a page of this portal, so nothing was done. Open the page here and try again.
fault-malformed-title = This can't be read
fault-malformed = What was sent is incomplete or not what this page expects. Nothing was done.
fault-moved-title = Something changed in the meantime
fault-moved = The page was out of date: another window, or somebody else, was faster. Nothing was done. Look at the page again.
fault-expired-title = This took too long
fault-expired = The sign-in has ended. Begin again.
fault-slow-title = Please wait
fault-slow-seconds = Too many attempts. Try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
fault-slow-minutes = Too many attempts. Try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
fault-busy-title = Too much is going on
fault-busy = The portal is busy. Try again in a moment.
fault-internal-title = Something went wrong here
fault-internal = It is not your fault, and nothing was changed. Try again; if it stays so, tell your administrator this number: { $id }
fault-limited-title = Not yet
fault-limited = You signed in with a recovery code. For a day after that, nobody can change mail addresses, roles or other people from here. This ends { $until }.
fault-step-sign-in = Sign in
fault-step-again = Back to the page
fault-step-home = Security info
