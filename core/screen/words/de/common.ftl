# Worte, die auf vielen Seiten stehen.

app-name = Regain
ok = OK
cancel = Abbrechen
back = Zurück
close = Schließen
save = Speichern
remove = Entfernen
undo = Rückgängig
copy = Kopieren
copied = Kopiert
retry = Erneut versuchen
show = Anzeigen
hide = Verbergen
print = Drucken
done = Fertig
next = Weiter
search = Suchen
menu = Menü
settings = Einstellungen
more = Mehr
edit = Bearbeiten
open = Öffnen
on = Ein
off = Aus
yes = Ja
no = Nein
loading = Wird geladen …
working = Einen Moment …
details = Details
optional = freiwillig
this-device = dieses Gerät
accounts = { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}
accounts-of = { $done } von { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}
devices = { $n ->
    [one] { $n } Gerät
   *[other] { $n } Geräte
}
just-now = gerade eben
minutes-ago = { $n ->
    [one] vor einer Minute
   *[other] vor { $n } Minuten
}
hours-ago = { $n ->
    [one] vor einer Stunde
   *[other] vor { $n } Stunden
}
days-ago = { $n ->
    [one] vor einem Tag
   *[other] vor { $n } Tagen
}
days-left = { $n ->
    [0] heute
    [one] noch { $n } Tag
   *[other] noch { $n } Tage
}
never = nie
progress-contact = Der Dienst wird gefragt …
progress-stretch = Die Passphrase wird verarbeitet. Das dauert einen Moment …
progress-upload = Wird hochgeladen …
progress-download = Wird geholt …
progress-read-back = Wird zurückgelesen und verglichen …
progress-store = Wird auf diesem Gerät gespeichert …
