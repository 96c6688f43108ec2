# Settings → Backup: Cloud backup, Recovery account, Details, and the recovery kit.

backup-title = Backup
backup-cloud = Cloud backup
backup-cloud-off-hint = Your accounts exist in this browser only. If it is lost, they are lost.
backup-cloud-on-hint = Every change is encrypted on this device and backed up by itself.
backup-recovery-account-is = Recovery account: { $name }
backup-details = Details
backup-details-hint = Last backup, devices, fingerprint
backup-join = Join a backup that exists
backup-join-hint = You have a recovery account already: restore or merge its accounts.
backup-needed = Cloud backup is off
backup-needed-next = Switch it on first, or join a backup that exists.

# Switching on
backup-on-title = Switch on Cloud backup
backup-on-intro = Regain encrypts your accounts on this device and keeps them at a backup service. Nobody there can read them. You get them back with a passphrase or with the recovery kit.
backup-service = Address of the backup service
backup-service-hint = The service that gave you this app is filled in. Another one works, too.
backup-account = Account name
backup-account-hint = Nothing personal is needed. Write the name down with the passphrase.
backup-another = Suggest another
backup-passphrase = Passphrase
backup-passphrase-generated = Use six generated words
backup-passphrase-own = Choose my own passphrase
backup-passphrase-which = Passphrase of the recovery account
backup-passphrase-shown = Write these six words down or put them in a password manager. Nobody can tell you them later.
backup-passphrase-kept = I have written the words down
backup-passphrase-own-hint = Make it long and use it nowhere else. It never leaves this device.
backup-switch-on = Switch on
trouble-field-missing = Something is missing
trouble-field-missing-next = Fill in every field, and confirm what is asked, then try again.

# After switching on
backup-made = Cloud backup is on
backup-made-of = The backup was read back and decrypted: { $done } of { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}.
backup-incomplete = The backup is not complete: { $done } of { $n ->
    [one] { $n } account is in it
   *[other] { $n } accounts are in it
}. Choose “Sync now” in Details, and export your accounts if this stays.
backup-unfinished = Cloud backup is on, but its recovery kit was never shown. Until there is a new one, only the passphrase opens the backup.
backup-to-details = Show Details

# The kit
kit-title = Recovery kit
kit-intro = These twelve words open your backup when the passphrase is forgotten. They are shown this once: nobody stores them. Print them or write them down, and keep them away from your devices.
kit-words = Twelve words
kit-qr = QR code of the recovery kit: it holds the twelve words
kit-service = Service
kit-account = Recovery account
kit-date = Made on
kit-fingerprint = Fingerprint
kit-fingerprint-is = { $number }: { $words }
kit-how-to = To get your accounts back: open Regain, choose “Begin recovery”, and scan this code or type the twelve words.
kit-secret = Whoever has this sheet can read your backup. Keep it like a key.
kit-i-kept = I have kept it
kit-later = Later
kit-check-title = Is it kept?
kit-check = Type two words of the kit, to see that what you kept is right.
kit-word-number = Word { $number }
kit-check-go = Check
kit-back-to-words = Show the words again
kit-kept = The recovery kit works
kit-kept-text = The backup was opened by it and compared. Keep the sheet in a safe place.
kit-skip-title = Leave without keeping the kit?
kit-skip-text = The words are gone once you leave. Only the passphrase will open your backup. You can try what you kept later, under Recovery account.
kit-skip-new-text = The new words are thrown away, and the old kit stays valid.
kit-skip = Leave
kit-new-intro = These words open nothing yet. The old kit counts until you have confirmed two words of the new one.
kit-replaced = The recovery kit was replaced
kit-replaced-text = The backup was opened by the new kit. Destroy the old one. Exports made before still open by the old words.

# Recovery account
recovery-account-title = Recovery account
recovery-account-name = Recovery account
recovery-account-service = Address of the service
recovery-account-ways = Ways back in
way-passphrase = Passphrase
way-kit = Recovery kit
way-works = Seen to work
way-untried = Not tried yet
way-none = There is none
way-verify = Try the ways back in
way-verify-hint = The passphrase, or the recovery kit
way-verify-go = Try it
way-verify-other = Try another
way-verify-intro = Your backup is opened as on a new device, decrypted and compared. Nothing changes.
way-verified = It works
way-change-passphrase = Change the passphrase
way-replace-kit = Replace the recovery kit
passphrase-changed = The passphrase was changed
passphrase-changed-text = The backup was opened by the new one. The old one opens nothing new.
passphrase-how = How shall it be changed?
passphrase-at-once = At once, with the present passphrase or the recovery kit
passphrase-by-device = I have neither: from this device alone
passphrase-by-device-hint = It counts after 72 hours, or when another of your devices confirms it. Until then the old one does.
passphrase-change = Change it
kit-replace-intro = A new kit takes the place of the old one. Make one when somebody may have seen the words, or when the kit is lost.
kit-replace-go = Make a new kit
kit-replace-how = How shall it be replaced?
kit-replace-at-once = At once, with the old kit
kit-replace-by-device = I do not have the old kit: from this device alone
kit-replace-now = Can’t wait? Delete the backup with the passphrase, and switch Cloud backup on again with another account name. Your accounts stay here.
kit-asked-intro = These words open nothing yet, and nothing is asked for before you have confirmed two of them. Then they count after 72 hours, or when another of your devices confirms it. Until then the old kit counts.
kit-asked-text = Keep the new words: they open nothing yet. They count when another of your devices confirms it, or after 72 hours if none refuses. You see it under Devices.
kit-untried = Nobody has shown yet that the recovery kit is kept. If it is lost or was never seen, only the passphrase opens your backup.
kit-missing = No recovery kit at hand?
kit-missing-hint = Lost, or never seen: ask for a new one.
proposed-title = Waiting for 72 hours
proposed-text = It counts when another of your devices confirms it, or after 72 hours if none refuses. You see it under Devices.
proposed-show = Show Devices
backup-off = Switch off Cloud backup
backup-off-title = Switch off on this device?
backup-off-text = Your accounts stay on this device. The last backup stays at { $service }; the passphrase or the recovery kit opens it. Later changes are backed up no more.
backup-off-waiting = { $n ->
    [one] One change is not uploaded yet; it goes first.
   *[other] { $n } changes are not uploaded yet; they go first.
}
backup-off-go = Switch off
backup-is-off = Cloud backup is off. Your accounts are on this device only.
backup-delete = Delete the backup
backup-delete-title = Delete the backup
backup-delete-text = The backup of { $account } is closed for every device, and nothing can be restored from it. The service erases it within 30 days. What is on this device stays.
backup-delete-type = Type the account name { $account } to confirm
backup-delete-go = Delete for every device
trouble-account-differs = That is not the account name
trouble-account-differs-next = Type it as it stands above.
backup-deleted = The backup is deleted. Your accounts are on this device only.

# Details
backup-last = Last backup
backup-last-by = { $time }, by { $device }
made-by-passphrase = a device with the passphrase
made-by-kit = a device with the recovery kit
made-by-gone = a device with an earlier passphrase or kit
backup-count = Backed up
backup-count-of = { $done } of { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
backup-count-action = { $n ->
    [one] { $n } more needs verification after a restore
   *[other] { $n } more need verification after a restore
}
backup-waiting = Waiting
backup-waiting-changes = { $n ->
    [one] { $n } change
   *[other] { $n } changes
}
backup-protected = Protected
backup-protected-yes = Yes: two ways back in were seen to work
backup-protected-kit = Not yet: the recovery kit was not tried
backup-protected-passphrase = Not yet: the passphrase was not tried
backup-protected-neither = Not yet: no way back in was tried
backup-protected-no-kit = Not yet: there is no recovery kit
backup-protect = Try it now
backup-contact = State
backup-contact-good = Up to date
backup-contact-busy = Syncing…
backup-contact-away = No answer. It is tried again by itself.
backup-contact-stopped = Syncing has stopped. Your accounts are all here, and their codes go on working.
backup-last-contact = Last contact
backup-fingerprint = Fingerprint
backup-fingerprint-hint = Another device shows the same words for the same number. If not, do not trust the service.
backup-fingerprint-number = Number { $number }
backup-sync-now = Sync now
backup-synced = Synced
backup-consent-title = { $n ->
    [one] { $n } account would go to the trash here
   *[other] { $n } accounts would go to the trash here
}
backup-consent-text = Another device removed them. If that was not you, keep them and look at your devices.
backup-consent-go = Move to the trash
backup-consent-keep = Keep them for now
backup-clock-ahead = This device’s clock is { $time } ahead. Codes may be refused: set the time in the system settings.
backup-clock-behind = This device’s clock is { $time } behind. Codes may be refused: set the time in the system settings.
backup-history = Earlier states
backup-follows = Another window of this app keeps the line to the service. This one shows the same.
