# Adding accounts: camera, picture, paste, by hand.

add-title = Add account
add-camera = Scan a QR code
add-camera-hint = Hold the code into the frame.
trouble-camera-busy = The camera can’t be used now.
trouble-camera-busy-next = Another app may be using it: close that one, or use a picture of the code, or paste it.
add-camera-no-code = There is something like a code. Move closer or hold still.
add-camera-stop = Stop the camera
add-camera-choose = Camera
add-torch = Light
add-picture = Choose a picture or a file
add-paste-label = Setup link or key list
add-paste-hint = Text that begins with otpauth://, one account a line
add-paste-read = Read it
add-manual = Type it in
add-manual-title = Type in an account
add-secret = Setup key
add-secret-hint = Letters and digits the service shows. Spaces do not matter.
add-kind = Kind
add-kind-totp = Changes with time (usual)
add-kind-hotp = Counter
add-advanced = More settings
add-algorithm = Algorithm
add-digits = Digits
add-period = Seconds
add-counter = Counter
add-pin = PIN
add-go = { $n ->
    [one] Add the account
   *[other] Add { $n } accounts
}
add-found = { $n ->
    [one] One account found
   *[other] { $n } accounts found
}
add-found-none = No account was found in it
add-found-none-next = Choose the code or text that the service shows for an authenticator app.
add-duplicate = Looks like { $name }, which is there already. It would be added as a second one.
add-parts-missing = Parts still missing: { $parts } of { $total }. Scan the next code.
add-kit-found = This is a recovery kit for { $account }. Use it under “Begin recovery”.
add-added = { $n ->
    [one] Account added
   *[other] { $n } accounts added
}
add-no-qr = No QR code was found in the picture.
add-no-picture = The file can’t be read as a picture.
add-again = Start over
add-drop = Drop a picture or a file here

way-title = Way in
way-use-passphrase = Passphrase
way-use-kit = Recovery kit
way-kit-words = Twelve words
way-kit-hint = Separated by spaces, or the text of the kit’s QR code
way-scan = Scan the kit’s QR code
way-scanned = The kit’s code was read.
