# Accounts of organizations: setting one up, requests and their answers.

# A QR code of an organization was found
enrol-title = Set up a work account
enrol-found = This QR code sets up an account of an organization: { $host }
enrol-found-go = Set it up
enrol-looking = Asking the portal…
enrol-question = Set up this device for { $organisation }?
enrol-question-text = Compare the address with the one in your browser. A key is made for this portal alone; it never leaves this device.
enrol-portal = Portal
enrol-go = Set up
enrol-here = Set up on this device
enrol-sending = Making the key…

# The test
enrol-test = Type the number shown in the browser
enrol-test-text = The page that showed the QR code now shows a number of { $n } digits. It proves that this device is yours.
enrol-test-go = Confirm
enrol-stop = Stop setting up
enrol-stopped = Nothing was set up
enrol-done = { $name } at { $organisation } is set up
enrol-done-next = Sign-ins can be approved on this device from now on. Go on in the browser.
enrol-replaced = { $name } at { $organisation } works on this device again

# What waits
requests-title = Requests
requests-none = Nothing waits for an answer
requests-none-next = Start the sign-in in the browser; it is shown here within seconds.
requests-nobody = No account of an organization is set up on this device
requests-nobody-next = In the browser, open your organization’s Security info page, choose “Add method” and “Authenticator app”, and scan the QR code.
requests-unreached = { $organisation } can’t be asked now
requests-look = Look again
requests-looking = Asking the portals…

# One request
request-sign-in = Are you signing in to { $application }?
request-step-up = Are you changing something at { $application }?
request-enrolment = Are you setting up this device?
request-account = Account
request-at = { $name } at { $organisation }
request-application = Application
request-place = Place
request-browser = Browser
request-unknown = not known
request-asked = Asked
request-ends = Ends
request-left = { $n ->
    [one] in a second
   *[other] in { $n } seconds
}
request-purpose = For
request-purpose-sign-in = Sign-in
request-purpose-step-up = Confirming a change
request-purpose-enrolment = Test of a new authenticator
request-number = Number in the browser
request-number-hint = { $n } digits. Type them only if you are doing this yourself, in your own browser.
request-approve = Approve
request-deny = Deny
request-report = It wasn’t me
request-report-title = Report this request?
request-report-text = It is refused, more are held back for a while, and your organization is told. Whoever asked knows your password: change it.
request-report-go = Report it
request-sending = Sending the answer…
request-approved = Approved. Go on in the browser.
request-denied = Denied. Nobody was signed in.
request-reported = Reported. Your organization was told, and more requests are held back. Change your password.
request-over = This request has ended

# What went wrong with a portal, by the codes of `Trouble`
portal-unreachable = The portal does not answer.
portal-unreachable-next = Check the network, then try again. Other accounts and codes go on working.
portal-timeout = The portal took too long to answer.
portal-timeout-next = Try again. What was sent may have arrived: look in the browser first.
portal-not-a-portal = What answers at this address is no Regain portal.
portal-not-a-portal-next = Compare the address with the one in your browser. If it is the same, ask your organization.
portal-elsewhere = This portal calls itself by another address. Nothing was sent to it.
portal-elsewhere-next = Open your organization’s portal by its usual address and ask it for a new QR code.
portal-other-version = The portal speaks another version of the protocol.
portal-other-version-next = Update Regain, or ask your organization to update the portal.
portal-digits = The portal asks for a number that is too easy to guess, or impossible to type. Nothing was approved.
portal-digits-next = Tell your organization.
portal-other-request = The portal answered something else than it was asked. Nothing was changed.
portal-other-request-next = Try again; if it goes on, tell your organization.
portal-number-digits = That is not a number.
portal-number-digits-next = Type the digits that the browser shows. Nothing was sent.
portal-number-length = The number in the browser has more or fewer digits.
portal-number-length-next = Compare it and type all of it. Nothing was sent.
portal-no-key = This device has no key for this account any more.
portal-no-key-next = Scan a new QR code from your organization.
portal-malformed = The portal did not understand this app. Nothing was changed.
portal-malformed-next = Update Regain; if it goes on, tell your organization.
portal-busy = The portal is busy.
portal-busy-next = Try again in a moment.
portal-slow-down = Too many attempts.
portal-slow-down-next = Wait a few minutes, then try again.
portal-internal = The portal failed. Nothing was changed.
portal-internal-next = Try again; if it goes on, tell your organization.
portal-session-ended = The portal asks this device to sign in again.
portal-session-ended-next = Try again: this device does so by itself.
portal-enrolment-newer = This QR code was made by a newer version of the portal.
portal-enrolment-newer-next = Update Regain, then scan it again.
portal-enrolment-address = The address in this QR code is no portal’s.
portal-enrolment-address-next = Do not use it. Open your organization’s portal by its usual address and ask it for a QR code.
portal-enrolment-damaged = This QR code is damaged.
portal-enrolment-damaged-next = Scan it again, or ask the portal for a new one.
portal-proof-refused = The portal does not accept this device's signature.
portal-proof-refused-next = Try again; if it goes on, set the account up anew with a new QR code.
portal-clock-off = This device's clock is wrong.
portal-clock-off-next = Set the time to automatic in the system's settings, then try again.
portal-enrolment-ended = This QR code was used already, or is too old.
portal-enrolment-ended-next = Ask the portal for a new one and scan that. If you did not use it, tell your organization.
portal-request-ended = This request has ended.
portal-request-ended-next = Start again in the browser.
portal-wrong-number = That is not the number in the browser. The request has ended.
portal-wrong-number-next = Start again in the browser and type the new number.
portal-method-ended = Your organization's portal no longer accepts this device.
portal-method-ended-next = Scan a new QR code from your organization.
portal-method-suspended = This device was reported as lost at your organization's portal.
portal-method-suspended-next = If that is wrong, follow the link in the mail that told you, or ask your organization.
