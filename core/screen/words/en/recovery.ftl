# "Begin recovery", and "I lost a device" on a borrowed one.

recover-title = Begin recovery
recover-intro = Your accounts come back from the backup. Your other devices go on working.
recover-merge-intro = This app holds accounts already. Nothing is overwritten: you see first what a merge would do. The accounts here go into the backup, too.
recover-has-backup = This app backs up to { $account } already
recover-has-backup-next = One app has one backup. Switch Cloud backup off first: your accounts stay here and can be merged with another backup after that.
recover-to-backup = Open Backup
recover-service = Address of the backup service
recover-account = Recovery account
recover-with-card = The kit’s code names the service and the account.
recover-find = Find the backup
recover-found = Backup found
recover-found-line = { $accounts }, last backup { $time } by { $device }
recover-action = { $n ->
    [one] { $n } more account needs one more step after the restore
   *[other] { $n } more accounts need one more step after the restore
}
recover-unreadable = { $n ->
    [one] One entry is of a newer version of Regain; it is kept.
   *[other] { $n } entries are of a newer version of Regain; they are kept.
}
recover-devices = Devices
recover-fingerprint = Fingerprint
recover-fingerprint-hint = Another device shows the same words under Backup, Details.
recover-stale = The last sign of life of any device is { $time }. The service may be showing an old state.
recover-stale-next = If a device was in use since, do not go on.
recover-stale-agree = No device was in use since. Go on with this state.
recover-device-name = Name of this device
recover-device-name-hint = So you recognise it in the list of devices.
recover-merge-title = What the merge does
recover-restore = Restore
recover-merge = Merge
recover-done = Your accounts are here
recover-done-of = { $done } of { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
recover-done-missing = Fewer accounts than the backup named are shown. Choose “Sync now” in Details.
recover-done-device = This device is “{ $name }” in the list of devices.
recover-done-lost = Lost the old device? Remove it: until then it can still read the backup.
recover-done-lost-go = Remove the lost device
recover-done-bound = Action required
recover-done-go = Show my accounts
recover-left = Nothing was changed

# Previews: of a merge and of an earlier state
preview-added = { $n ->
    [one] { $n } is added
   *[other] { $n } are added
}
preview-changed = { $n ->
    [one] { $n } changes
   *[other] { $n } change
}
preview-removed = { $n ->
    [one] { $n } goes to the trash
   *[other] { $n } go to the trash
}
preview-duplicate = { $n ->
    [one] { $n } looks like one that is here; both are kept
   *[other] { $n } look like some that are here; all are kept
}
preview-identical = { $n ->
    [one] { $n } that is here stays as it is
   *[other] { $n } that are here stay as they are
}
preview-nothing = Nothing changes.
preview-same = { $n ->
    [one] { $n } stays as it is
   *[other] { $n } stay as they are
}
preview-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}

# On a borrowed device
borrowed-title = I lost a device
borrowed-intro = Take it out of your backup, from any browser. Nothing is stored here.
borrowed-find = Show my devices
borrowed-which = Which one is it?
borrowed-none = No device is left in this backup.
borrowed-none-next = Restore your accounts on a new one with “Begin recovery”.
borrowed-removed = “{ $name }” is removed
borrowed-next = What comes next
borrowed-next-exposed = Whoever has the device may hold the secrets of your accounts. Set each up anew at its service. Your other devices list them under “Exposed accounts” and tick them off.
borrowed-next-restore = No other device? Restore on a new one with “Begin recovery”.
borrowed-next-ways = After a theft, also change the passphrase and replace the recovery kit.
borrowed-next-organisation = Does an organization give you an authenticator? Remove the lost one on its Security info page, and choose “Sign out everywhere”.
borrowed-end = Leave and forget everything here
borrowed-ended = Nothing of your backup is kept in this browser.
borrowed-here = This app has a backup of its own
borrowed-here-next = Is the lost device in it? Remove it under Devices. For another backup, go on here.
