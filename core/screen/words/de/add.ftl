# Konten hinzufügen: Kamera, Bild, Einfügen, von Hand.

add-title = Konto hinzufügen
add-camera = QR-Code scannen
add-camera-hint = Den Code in den Rahmen halten.
trouble-camera-busy = Die Kamera ist gerade nicht nutzbar.
trouble-camera-busy-next = Vielleicht verwendet sie eine andere App: Schließen Sie diese, oder nehmen Sie ein Bild des Codes, oder fügen Sie ihn ein.
add-camera-no-code = Da ist etwas wie ein Code. Näher herangehen oder ruhig halten.
add-camera-stop = Kamera beenden
add-camera-choose = Kamera
add-torch = Licht
add-picture = Bild oder Datei wählen
add-paste-label = Einrichtungslink oder Liste
add-paste-hint = Text, der mit otpauth:// beginnt, ein Konto je Zeile
add-paste-read = Lesen
add-manual = Eintippen
add-manual-title = Ein Konto eintippen
add-secret = Einrichtungsschlüssel
add-secret-hint = Buchstaben und Ziffern, die der Dienst zeigt. Leerzeichen sind egal.
add-kind = Art
add-kind-totp = Ändert sich mit der Zeit (üblich)
add-kind-hotp = Zähler
add-advanced = Weitere Einstellungen
add-algorithm = Verfahren
add-digits = Ziffern
add-period = Sekunden
add-counter = Zähler
add-pin = PIN
add-go = { $n ->
    [one] Konto hinzufügen
   *[other] { $n } Konten hinzufügen
}
add-found = { $n ->
    [one] Ein Konto gefunden
   *[other] { $n } Konten gefunden
}
add-found-none = Darin wurde kein Konto gefunden
add-found-none-next = Den Code oder Text wählen, den der Dienst für eine Authenticator-App zeigt.
add-duplicate = Sieht aus wie { $name }, das schon da ist. Es käme als zweites hinzu.
add-parts-missing = Es fehlen noch die Teile { $parts } von { $total }. Den nächsten Code scannen.
add-kit-found = Das ist ein Wiederherstellungs-Kit für { $account }. Es gehört zu „Wiederherstellung beginnen“.
add-added = { $n ->
    [one] Konto hinzugefügt
   *[other] { $n } Konten hinzugefügt
}
add-no-qr = In dem Bild wurde kein QR-Code gefunden.
add-no-picture = Die Datei lässt sich nicht als Bild lesen.
add-again = Von vorn
add-drop = Ein Bild oder eine Datei hier ablegen

way-title = Zugang
way-use-passphrase = Passphrase
way-use-kit = Wiederherstellungs-Kit
way-kit-words = Zwölf Wörter
way-kit-hint = Durch Leerzeichen getrennt, oder der Text des QR-Codes auf dem Kit
way-scan = QR-Code des Kits scannen
way-scanned = Der Code des Kits wurde gelesen.
