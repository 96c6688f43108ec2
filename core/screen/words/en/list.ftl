# First run, the account list, one account.

first-title = Welcome to Regain
first-text = Your sign-in codes, and a way back to them when the device is lost.
first-add = Add account
first-recover = Begin recovery
first-recover-hint = You have a backup: bring your accounts to this device.
first-add-hint = Scan or paste what a service shows when you set up two-step verification.
first-import = Import
first-import-hint = A file or text from another app: setup links, its export’s QR codes.
first-lost = I lost a device

list-title = Accounts
list-search = Search accounts
list-none-found = Nothing matches
list-none-found-next = Try fewer letters, or another tag.
list-empty = No accounts yet
list-empty-next = Add the first one: scan or paste what a service shows when you set up two-step verification.
list-all = All
list-next = next: { $code }
list-copy = Copy the code of { $name }
list-reveal = Show the code of { $name }
list-counter = Next code
list-waiting = Not backed up yet
list-favourite = Favourite
list-move-up = Move up
list-move-down = Move down
list-drag = Drag to move
list-moved = { $name }: place { $place } of { $total }
list-bound = Action required: scan a QR code from your organization
list-no-copy = The browser did not allow copying. Select the code and copy it by hand.
list-add = Add account

banner-nothing = Nothing is backed up yet. If this browser’s data is lost, your accounts are lost.
banner-nothing-go = Switch on Cloud backup
banner-forgets = Nothing is backed up yet, and this browser may lose it: a private window forgets it when it closes, others may when space runs low.
banner-unprotected = The backup is not protected yet: a way back in was never tried.
banner-unprotected-go = Try it
banner-waiting = { $n ->
    [one] One change is not backed up yet.
   *[other] { $n } changes are not backed up yet.
}
banner-away = The backup service does not answer. Codes go on working.
banner-stopped = The backup has stopped.
banner-details = Details
banner-clock = This device’s clock is wrong. Codes may be refused.
banner-removed = This device was removed from the backup.
banner-proposals = { $n ->
    [one] A change of the backup waits for an answer.
   *[other] { $n } changes of the backup wait for an answer.
}
banner-request = A request of your organization waits for an answer.
banner-exposed = { $n ->
    [one] One account was on a lost device. Set it up anew.
   *[other] { $n } accounts were on a lost device. Set them up anew.
}
banner-broken = { $n } of { $total ->
    [one] { $total } account
   *[other] { $total } accounts
} can’t be read: damaged. The others work. In a backup, an earlier state may still have what is damaged.
banner-newer = { $n } of { $total ->
    [one] { $total } account
   *[other] { $total } accounts
} can’t be read here: written by a newer version of Regain, and kept. Reload this page to update.
banner-update = A new version is ready.
banner-update-go = Reload
banner-look = Look

account-issuer = Service
account-label = Account name
account-note = Note
account-tags = Tags
account-tags-hint = Separated by commas
account-added = Added { $time }
account-saved = Saved
account-secret = Show secret and QR code
account-secret-title = Show the secret?
account-secret-text = Whoever sees it can make your codes. Look around first.
account-secret-is = Secret
account-secret-qr = QR code of this account
account-remove = Move to the trash
account-removed = { $name } is in the trash
account-gone = There is no such account
account-gone-next = It may have been removed on another device.
account-kept-alive = Removed on another device, kept by an edit of { $device }.

damaged-title = Your accounts can’t be opened
damaged-text = Regain’s data in this browser is damaged or from another version. It was not deleted.
damaged-recover = Fetch again from the backup
damaged-retry = Try again
