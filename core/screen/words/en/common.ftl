# Words that stand on many screens.

app-name = Regain
ok = OK
cancel = Cancel
back = Back
close = Close
save = Save
remove = Remove
undo = Undo
copy = Copy
copied = Copied
retry = Try again
show = Show
hide = Hide
print = Print
done = Done
next = Next
search = Search
menu = Menu
settings = Settings
more = More
edit = Edit
open = Open
on = On
off = Off
yes = Yes
no = No
loading = Loading…
working = One moment…
details = Details
optional = optional
this-device = this device
accounts = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
accounts-of = { $done } of { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
devices = { $n ->
    [one] { $n } device
   *[other] { $n } devices
}
just-now = just now
minutes-ago = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
}
hours-ago = { $n ->
    [one] an hour ago
   *[other] { $n } hours ago
}
days-ago = { $n ->
    [one] a day ago
   *[other] { $n } days ago
}
days-left = { $n ->
    [0] today
    [one] { $n } day left
   *[other] { $n } days left
}
never = never
progress-contact = Asking the service…
progress-stretch = Working on the passphrase. This takes a moment…
progress-upload = Uploading…
progress-download = Fetching…
progress-read-back = Reading back and comparing…
progress-store = Saving on this device…
