# The full-screen mode of the command line.

terminal-title = Regain
terminal-empty = No accounts yet. Press a to add one, or leave with q and run `regain recover`.
terminal-no-match = Nothing matches “{ $text }”. Esc shows all.
terminal-keys-list = ↑↓ choose · Enter copy · / search · a add · r requests · b backup · d devices · ? help · q quit
terminal-keys-page = Esc back · q quit
terminal-keys-search = Type to search · Enter done · Esc all
terminal-keys-add = Enter add · Esc back
terminal-copied = Copied the code of { $name }. { $note }
terminal-no-code = There is no code: { $why }
terminal-add = Paste the address behind the QR code (otpauth://…, otpauth-migration://… or the link of an organization), then press Enter.
terminal-added = Added { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}.
terminal-add-nothing = That is no address of an account: { $why }
terminal-seconds = { $n } s
terminal-code = Code
terminal-next = Next
terminal-left = Left
terminal-account = Account
terminal-action-required = Action required: scan a QR code from your organization
terminal-backup = Backup
terminal-backup-off = Cloud backup is off: if this device is lost, its accounts are lost. Switch it on with `regain backup on`.
terminal-backup-account = Recovery account
terminal-backup-service = Service
terminal-backup-last = Last backup
terminal-backup-last-by = { $when } by { $device }
terminal-backup-never = never
terminal-backup-accounts = In the backup
terminal-backup-waiting = Waiting changes
terminal-backup-protected = Ways back in
terminal-backup-protected-yes = two were seen to work
terminal-backup-protected-no = not both verified yet: `regain backup verify`, `regain kit verify`
terminal-backup-words = Fingerprint
terminal-backup-contact = Last contact
terminal-devices = Devices
terminal-devices-none = No devices: Cloud backup is off.
terminal-devices-hint = A lost one is removed with `regain devices remove NAME`.
terminal-help = Help
terminal-help-list = Codes change by themselves. The next code is shown in the last ten seconds of a code.
terminal-help-commands = Everything else is a command: `regain --help` lists them.
terminal-broken = Can't be read, and is kept: { $name }
terminal-trouble = Not in touch with the service: { $why }
terminal-duplicates = { $n ->
    [one] It has the same secret as one that was there: likely the same account.
   *[other] { $n } have the same secret as ones that were there: likely the same accounts.
}
terminal-keys-devices = ↑↓ choose · c confirm · r refuse · x exposed accounts · Esc back · q quit
terminal-keys-answer = Enter yes · Esc no
terminal-keys-exposed = ↑↓ choose · Enter tick off, or back on · Esc back · q quit
terminal-exposed-count = { $n ->
    [one] { $n } account is exposed by a lost device: x
   *[other] { $n } accounts are exposed by a lost device: x
}
terminal-exposed-wait = { $n ->
    [one] { $n } account is exposed by a lost device: d, then x
   *[other] { $n } accounts are exposed by a lost device: d, then x
}
terminal-proposals-wait = { $n ->
    [one] Something waits for an answer: d
   *[other] { $n } things wait for an answer: d
}
terminal-answering = Asking the service…
terminal-answer-gone = That is not there any more.

# Accounts of organizations
terminal-approvals = answers requests of the organization
terminal-requests-wait = { $n ->
    [one] A request waits for your answer: r
   *[other] { $n } requests wait for your answer: r
}
terminal-keys-requests = ↑↓ choose · Enter open · Esc back · q quit
terminal-keys-request = Type the number · Enter approve · d deny · w it wasn’t me · Esc back
terminal-keys-report = Enter report it · Esc back
terminal-keys-bound = a paste the link · Esc back · q quit
terminal-keys-enrol = Enter set up · Esc stop
terminal-keys-test = Type the number · Enter confirm · Esc stop
terminal-link-alone = The link of an organization stands alone: paste it by itself.
