# Die bildschirmfüllende Ansicht der Kommandozeile.

terminal-title = Regain
terminal-empty = Noch keine Konten. a fügt eines hinzu; oder mit q beenden und `regain recover` aufrufen.
terminal-no-match = Nichts passt zu „{ $text }“. Esc zeigt alle.
terminal-keys-list = ↑↓ wählen · Enter kopieren · / suchen · a hinzufügen · r Anfragen · b Backup · d Geräte · ? Hilfe · q beenden
terminal-keys-page = Esc zurück · q beenden
terminal-keys-search = Tippen zum Suchen · Enter fertig · Esc alle
terminal-keys-add = Enter hinzufügen · Esc zurück
terminal-copied = Code von { $name } kopiert. { $note }
terminal-no-code = Es gibt keinen Code: { $why }
terminal-add = Fügen Sie die Adresse hinter dem QR-Code ein (otpauth://…, otpauth-migration://… oder den Link einer Organisation) und drücken Sie Enter.
terminal-added = { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
} hinzugefügt.
terminal-add-nothing = Das ist keine Adresse eines Kontos: { $why }
terminal-seconds = { $n } s
terminal-code = Code
terminal-next = Nächster
terminal-left = Noch
terminal-account = Konto
terminal-action-required = Aktion erforderlich: QR-Code Ihrer Organisation scannen
terminal-backup = Backup
terminal-backup-off = Das Cloud-Backup ist aus: geht dieses Gerät verloren, sind seine Konten verloren. `regain backup on` schaltet es ein.
terminal-backup-account = Wiederherstellungskonto
terminal-backup-service = Dienst
terminal-backup-last = Letztes Backup
terminal-backup-last-by = { $when }, durch { $device }
terminal-backup-never = nie
terminal-backup-accounts = Im Backup
terminal-backup-waiting = Wartende Änderungen
terminal-backup-protected = Wege zurück
terminal-backup-protected-yes = zwei wurden erfolgreich versucht
terminal-backup-protected-no = noch nicht beide geprüft: `regain backup verify`, `regain kit verify`
terminal-backup-words = Fingerabdruck
terminal-backup-contact = Letzter Kontakt
terminal-devices = Geräte
terminal-devices-none = Keine Geräte: das Cloud-Backup ist aus.
terminal-devices-hint = Ein verlorenes wird mit `regain devices remove NAME` entfernt.
terminal-help = Hilfe
terminal-help-list = Codes wechseln von selbst. In den letzten zehn Sekunden steht der nächste Code daneben.
terminal-help-commands = Alles andere ist ein Befehl: `regain --help` zählt sie auf.
terminal-broken = Nicht lesbar, wird aufgehoben: { $name }
terminal-trouble = Kein Kontakt zum Dienst: { $why }
terminal-duplicates = { $n ->
    [one] Es hat denselben Schlüssel wie eines, das schon da war: wahrscheinlich dasselbe Konto.
   *[other] { $n } haben denselben Schlüssel wie schon vorhandene: wahrscheinlich dieselben Konten.
}
terminal-keys-devices = ↑↓ wählen · c zustimmen · r ablehnen · x betroffene Konten · Esc zurück · q beenden
terminal-keys-answer = Enter ja · Esc nein
terminal-keys-exposed = ↑↓ wählen · Enter abhaken oder wieder aufnehmen · Esc zurück · q beenden
terminal-exposed-count = { $n ->
    [one] { $n } Konto ist von einem verlorenen Gerät betroffen: x
   *[other] { $n } Konten sind von einem verlorenen Gerät betroffen: x
}
terminal-exposed-wait = { $n ->
    [one] { $n } Konto ist von einem verlorenen Gerät betroffen: d, dann x
   *[other] { $n } Konten sind von einem verlorenen Gerät betroffen: d, dann x
}
terminal-proposals-wait = { $n ->
    [one] Etwas wartet auf eine Antwort: d
   *[other] { $n } Dinge warten auf eine Antwort: d
}
terminal-answering = Der Dienst wird gefragt …
terminal-answer-gone = Das gibt es nicht mehr.

# Konten von Organisationen
terminal-approvals = beantwortet Anfragen der Organisation
terminal-requests-wait = { $n ->
    [one] Eine Anfrage wartet auf Ihre Antwort: r
   *[other] { $n } Anfragen warten auf Ihre Antwort: r
}
terminal-keys-requests = ↑↓ wählen · Enter öffnen · Esc zurück · q beenden
terminal-keys-request = Zahl eingeben · Enter bestätigen · d ablehnen · w das war ich nicht · Esc zurück
terminal-keys-report = Enter melden · Esc zurück
terminal-keys-bound = a Link einfügen · Esc zurück · q beenden
terminal-keys-enrol = Enter einrichten · Esc abbrechen
terminal-keys-test = Zahl eingeben · Enter bestätigen · Esc abbrechen
terminal-link-alone = Der Link einer Organisation steht allein: Fügen Sie nur ihn ein.
