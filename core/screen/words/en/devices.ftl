# Devices, proposals, exposed accounts, bound accounts, and the notice of a removed device.

devices-title = Devices
devices-none = This app is in no backup yet
devices-none-next = Devices appear here once Cloud backup is on.
devices-added = Added { $time }
devices-seen = Seen { $time }
devices-rename-title = Rename this device
devices-name = Name
devices-name-length = A name has 1 to 64 characters.
devices-renamed = Renamed
devices-add-hint = To add a device, open Regain on it and choose “Begin recovery”.
devices-alone = This is the only device. The recovery kit is what helps when it is lost.

# Removing
remove-title = Remove “{ $name }”
remove-why = What happened?
remove-lost = It is lost or stolen
remove-lost-hint = Its accounts are listed, so you can set each up anew.
remove-retired = I retire it
remove-retired-hint = It was wiped, or is still yours.
remove-what-title = What happens
remove-what-access = It can no longer read or write the backup, and the backup’s keys are replaced.
remove-what-drop = It drops its synced accounts at its next contact with the service.
remove-what-codes = Codes it shows until then still work: only the services themselves can end that.
remove-how = How?
remove-at-once = At once, with the passphrase or the recovery kit
remove-propose = From this device alone
remove-propose-hint = It counts after 72 hours, or when another of your devices confirms it.
remove-go = Remove
remove-done = “{ $name }” is removed
remove-done-lost = Whoever has it may hold the secrets of your accounts. Set them up anew, one after the other.
remove-done-ways = After a theft, also change the passphrase and replace the recovery kit.
remove-done-organisation = Does an organization give you an authenticator? Remove the lost one on its Security info page, and choose “Sign out everywhere”.
remove-gone = That device is in the backup no more
remove-self = This is this device. Switch Cloud backup off instead: its accounts stay here.
remove-to-exposed = Show exposed accounts

# Proposals
proposals-title = Waiting for an answer
proposal-remove = { $by } asks to remove “{ $name }”
proposal-passphrase = { $by } asks for a new passphrase
proposal-kit = { $by } asks for a new recovery kit
proposal-about-this = This device would be removed. Refuse if that is wrong.
proposal-due = Counts by itself { $time }
proposal-confirmed = Confirmed by { $name }
proposal-own = This device asked for it. Another one can confirm; you can take it back.
proposal-confirm = Confirm
proposal-refuse = Refuse
proposal-take-back = Take back
proposal-confirm-title = Confirm this?
proposal-confirm-text = It is carried out at once. Confirm only what you or somebody you trust asked for.
proposal-refuse-title = Refuse this?
proposal-refuse-text = Nothing changes then.
proposal-refuse-self-text = This device stays. Devices alone decide nothing then, until the passphrase or the recovery kit was used.
proposal-confirmed-done = Confirmed
proposal-refused-done = Refused; nothing was changed

# Exposed accounts
exposed-title = Exposed accounts
exposed-intro = Whoever has a lost device may hold the secrets of the accounts below. Set each up anew at its service, then tick it off.
exposed-on = On “{ $name }”: { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
exposed-page = Open the security page
exposed-no-page = Sign in at the service and set the authenticator up anew.
exposed-in-trash = In the trash; its secret may still be valid
exposed-tick = { $name } is set up anew
exposed-ticked = { $name } ticked off
exposed-ticked-off = Ticked off
exposed-unticked = { $name } is back in the list
exposed-none = Nothing is left to do
exposed-none-next = Every account that was on a lost device is set up anew.

# Accounts bound to a device
bound-title = Action required
bound-action = Scan a QR code from your organization
bound-why = “{ $name }” at { $organisation } is bound to the device it was set up on. The key never leaves that device, so it is in no backup; this device has none, or none that your organization still accepts. One step is left.
bound-step-open = Open your organization’s Security info page and sign in with whatever you still have.
bound-step-add = Choose “Add method”, “Authenticator app”, and “Next” until a QR code is shown.
bound-step-scan = Scan the code with Regain.
bound-portal = Security info page
bound-open = Open the page
bound-scan = Scan the QR code
bound-remove-title = Move { $name } to the trash?
bound-remove-text = Its key on this device is erased: it would have to be set up anew. Your organization still lists this device; remove it on its Security info page.
bound-done = Nothing is left to do for this account
bound-gone = There is no such account

# This device was removed
removed-title = This device was removed
removed-text = Another device, or somebody with your passphrase or kit, took this device out of the backup of { $account }. Its synced accounts were dropped here.
removed-not-me = If that was not you: open the backup on another device, look at Devices, and change the passphrase.
removed-left = { $n ->
    [one] One change made here was never uploaded.
   *[other] { $n } changes made here were never uploaded.
}
removed-keep = Keep it here
removed-drop = Throw it away
removed-drop-title = Throw it away for good?
removed-drop-text = { $n ->
    [one] One change that is nowhere else is lost.
   *[other] { $n } changes that are nowhere else are lost.
}
removed-start-anew = Start anew
removed-rejoin = Join the backup again
removed-kept = Kept on this device
removed-kept-part = Some changes belong to accounts whose secrets were dropped. They wait until you join the backup again.
removed-not = This device was not removed from a backup
