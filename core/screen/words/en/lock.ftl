# The lock of the app.

lock-title = Regain is locked
lock-passphrase = App passphrase
lock-unlock = Unlock
lock-passkey = Unlock with the passkey
lock-now = Lock now
lock-settings = App lock
lock-settings-hint = What opens Regain in this browser
lock-is-device = None: Regain opens by itself in this browser
lock-is-passphrase = A passphrase
lock-is-passkey = A passkey, or a passphrase
lock-new = New app passphrase
lock-new-hint = It opens Regain in this browser only. If it is forgotten, your accounts come back from the backup.
lock-passkey-hint = Fingerprint, face or PIN of this device. The passphrase opens too, should the passkey be gone.
lock-changed = The lock was changed
lock-auto = Lock by itself
lock-auto-never = Never
lock-auto-minute = After a minute
lock-auto-five = After five minutes
lock-auto-quarter = After 15 minutes
lock-forgotten = Forgotten? Your accounts come back from the backup: erase Regain here, then begin recovery.
lock-erase = Erase and begin recovery
lock-erase-title = Erase Regain in this browser?
lock-erase-text = Accounts that are not in a backup are lost for good.
strength-enough = Strong enough
strength-weak = Too easy to guess
