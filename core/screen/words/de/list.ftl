# Erster Start, die Kontenliste, ein Konto.

first-title = Willkommen bei Regain
first-text = Ihre Anmeldecodes, und ein Weg zurück zu ihnen, wenn das Gerät verloren geht.
first-add = Konto hinzufügen
first-recover = Wiederherstellung beginnen
first-recover-hint = Es gibt schon ein Backup: die Konten auf dieses Gerät holen.
first-add-hint = Scannen oder einfügen, was ein Dienst beim Einrichten der Bestätigung in zwei Schritten zeigt.
first-import = Importieren
first-import-hint = Datei oder Text aus einer anderen App: Einrichtungslinks, QR-Codes ihres Exports.
first-lost = Ich habe ein Gerät verloren

list-title = Konten
list-search = Konten suchen
list-none-found = Nichts gefunden
list-none-found-next = Weniger Buchstaben oder ein anderes Tag versuchen.
list-empty = Noch keine Konten
list-empty-next = Das erste hinzufügen: scannen oder einfügen, was ein Dienst beim Einrichten der Bestätigung in zwei Schritten zeigt.
list-all = Alle
list-next = nächster: { $code }
list-copy = Code von { $name } kopieren
list-reveal = Code von { $name } anzeigen
list-counter = Nächster Code
list-waiting = Noch nicht gesichert
list-favourite = Favorit
list-move-up = Nach oben
list-move-down = Nach unten
list-drag = Ziehen, um zu verschieben
list-moved = { $name }: Platz { $place } von { $total }
list-bound = Aktion erforderlich: einen QR-Code der Organisation scannen
list-no-copy = Der Browser hat das Kopieren nicht erlaubt. Den Code markieren und von Hand kopieren.
list-add = Konto hinzufügen

banner-nothing = Noch ist nichts gesichert. Gehen die Daten dieses Browsers verloren, sind die Konten verloren.
banner-nothing-go = Cloud-Backup einschalten
banner-forgets = Noch ist nichts gesichert, und dieser Browser kann es verlieren: Ein privates Fenster vergisst es beim Schließen, andere vielleicht, wenn der Platz knapp wird.
banner-unprotected = Das Backup ist noch nicht geschützt: Ein Weg zurück wurde nie geprüft.
banner-unprotected-go = Prüfen
banner-waiting = { $n ->
    [one] Eine Änderung ist noch nicht gesichert.
   *[other] { $n } Änderungen sind noch nicht gesichert.
}
banner-away = Der Backup-Dienst antwortet nicht. Codes funktionieren weiter.
banner-stopped = Das Backup ist angehalten.
banner-details = Details
banner-clock = Die Uhr dieses Geräts geht falsch. Codes werden vielleicht abgelehnt.
banner-removed = Dieses Gerät wurde aus dem Backup entfernt.
banner-proposals = { $n ->
    [one] Eine Änderung des Backups wartet auf eine Antwort.
   *[other] { $n } Änderungen des Backups warten auf eine Antwort.
}
banner-request = Eine Anfrage Ihrer Organisation wartet auf eine Antwort.
banner-exposed = { $n ->
    [one] Ein Konto war auf einem verlorenen Gerät. Es sollte neu eingerichtet werden.
   *[other] { $n } Konten waren auf einem verlorenen Gerät. Sie sollten neu eingerichtet werden.
}
banner-broken = { $n } von { $total ->
    [one] { $total } Konto
   *[other] { $total } Konten
} nicht lesbar: beschädigt. Die anderen funktionieren. Ein früherer Stand des Backups hat das Beschädigte vielleicht noch.
banner-newer = { $n } von { $total ->
    [one] { $total } Konto
   *[other] { $total } Konten
} hier nicht lesbar: von einer neueren Version geschrieben und aufbewahrt. Zum Aktualisieren die Seite neu laden.
banner-update = Eine neue Version ist bereit.
banner-update-go = Neu laden
banner-look = Ansehen

account-issuer = Dienst
account-label = Kontoname
account-note = Notiz
account-tags = Tags
account-tags-hint = Durch Kommas getrennt
account-added = Hinzugefügt { $time }
account-saved = Gespeichert
account-secret = Geheimnis und QR-Code anzeigen
account-secret-title = Das Geheimnis anzeigen?
account-secret-text = Wer es sieht, kann die Codes selbst erzeugen. Vorher umsehen.
account-secret-is = Geheimnis
account-secret-qr = QR-Code dieses Kontos
account-remove = In den Papierkorb
account-removed = { $name } liegt im Papierkorb
account-gone = Dieses Konto gibt es nicht
account-gone-next = Vielleicht wurde es auf einem anderen Gerät entfernt.
account-kept-alive = Auf einem anderen Gerät entfernt, durch eine Änderung von { $device } erhalten.

damaged-title = Die Konten lassen sich nicht öffnen
damaged-text = Die Daten von Regain in diesem Browser sind beschädigt oder von einer anderen Version. Gelöscht wurde nichts.
damaged-recover = Neu aus dem Backup holen
damaged-retry = Noch einmal versuchen
