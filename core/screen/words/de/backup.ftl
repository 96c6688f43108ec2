# Einstellungen → Backup: Cloud-Backup, Wiederherstellungskonto, Details und das Wiederherstellungs-Kit.

backup-title = Backup
backup-cloud = Cloud-Backup
backup-cloud-off-hint = Die Konten sind nur in diesem Browser. Geht er verloren, sind sie verloren.
backup-cloud-on-hint = Jede Änderung wird auf diesem Gerät verschlüsselt und von selbst gesichert.
backup-recovery-account-is = Wiederherstellungskonto: { $name }
backup-details = Details
backup-details-hint = Letztes Backup, Geräte, Fingerabdruck
backup-join = Einem vorhandenen Backup beitreten
backup-join-hint = Es gibt schon ein Wiederherstellungskonto: dessen Konten wiederherstellen oder zusammenführen.
backup-needed = Das Cloud-Backup ist aus
backup-needed-next = Zuerst einschalten oder einem vorhandenen Backup beitreten.

# Einschalten
backup-on-title = Cloud-Backup einschalten
backup-on-intro = Regain verschlüsselt die Konten auf diesem Gerät und bewahrt sie bei einem Backup-Dienst auf. Niemand dort kann sie lesen. Zurück kommen sie mit einer Passphrase oder mit dem Wiederherstellungs-Kit.
backup-service = Adresse des Backup-Dienstes
backup-service-hint = Eingetragen ist der Dienst, von dem diese App kommt. Ein anderer geht auch.
backup-account = Kontoname
backup-account-hint = Persönliches ist nicht nötig. Am besten zusammen mit der Passphrase notieren.
backup-another = Anderen vorschlagen
backup-passphrase = Passphrase
backup-passphrase-generated = Sechs erzeugte Wörter verwenden
backup-passphrase-own = Eigene Passphrase wählen
backup-passphrase-which = Passphrase des Wiederherstellungskontos
backup-passphrase-shown = Diese sechs Wörter aufschreiben oder in einen Passwortmanager legen. Später kann sie niemand mehr nennen.
backup-passphrase-kept = Die Wörter sind notiert
backup-passphrase-own-hint = Lang, und nirgends sonst verwendet. Sie verlässt dieses Gerät nie.
backup-switch-on = Einschalten
trouble-field-missing = Es fehlt noch etwas
trouble-field-missing-next = Alle Felder ausfüllen, Gefragtes bestätigen und dann erneut versuchen.

# Nach dem Einschalten
backup-made = Das Cloud-Backup ist an
backup-made-of = Das Backup wurde zurückgelesen und entschlüsselt: { $done } von { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}.
backup-incomplete = Das Backup ist nicht vollständig: { $done } von { $n ->
    [one] { $n } Konto ist darin
   *[other] { $n } Konten sind darin
}. In den Details „Jetzt abgleichen“ wählen; bleibt es dabei, die Konten exportieren.
backup-unfinished = Das Cloud-Backup ist an, aber das Wiederherstellungs-Kit war nie zu sehen. Bis es ein neues gibt, öffnet nur die Passphrase das Backup.
backup-to-details = Details anzeigen

# Das Kit
kit-title = Wiederherstellungs-Kit
kit-intro = Diese zwölf Wörter öffnen das Backup, wenn die Passphrase vergessen ist. Sie sind nur dieses eine Mal zu sehen: niemand speichert sie. Ausdrucken oder aufschreiben und getrennt von den Geräten aufbewahren.
kit-words = Zwölf Wörter
kit-qr = QR-Code des Wiederherstellungs-Kits: er enthält die zwölf Wörter
kit-service = Dienst
kit-account = Wiederherstellungskonto
kit-date = Erstellt am
kit-fingerprint = Fingerabdruck
kit-fingerprint-is = { $number }: { $words }
kit-how-to = So kommen die Konten zurück: Regain öffnen, „Wiederherstellung beginnen“ wählen und diesen Code scannen oder die zwölf Wörter eingeben.
kit-secret = Wer dieses Blatt hat, kann das Backup lesen. Wie einen Schlüssel aufbewahren.
kit-i-kept = Ich habe es aufbewahrt
kit-later = Später
kit-check-title = Ist es aufbewahrt?
kit-check = Zwei Wörter des Kits eingeben: so zeigt sich, ob das Aufbewahrte stimmt.
kit-word-number = Wort { $number }
kit-check-go = Prüfen
kit-back-to-words = Die Wörter noch einmal zeigen
kit-kept = Das Wiederherstellungs-Kit funktioniert
kit-kept-text = Das Backup wurde damit geöffnet und verglichen. Das Blatt an einem sicheren Ort aufbewahren.
kit-skip-title = Verlassen, ohne das Kit aufzubewahren?
kit-skip-text = Danach sind die Wörter weg. Nur die Passphrase öffnet dann das Backup. Was aufbewahrt wurde, lässt sich später unter Wiederherstellungskonto prüfen.
kit-skip-new-text = Die neuen Wörter werden verworfen, das alte Kit bleibt gültig.
kit-skip = Verlassen
kit-new-intro = Diese Wörter öffnen noch nichts. Das alte Kit gilt, bis zwei Wörter des neuen bestätigt sind.
kit-replaced = Das Wiederherstellungs-Kit wurde ersetzt
kit-replaced-text = Das Backup wurde mit dem neuen Kit geöffnet. Das alte vernichten. Frühere Exporte öffnen sich weiter mit den alten Wörtern.

# Wiederherstellungskonto
recovery-account-title = Wiederherstellungskonto
recovery-account-name = Wiederherstellungskonto
recovery-account-service = Adresse des Dienstes
recovery-account-ways = Wege zurück
way-passphrase = Passphrase
way-kit = Wiederherstellungs-Kit
way-works = Funktioniert, wurde geprüft
way-untried = Noch nicht geprüft
way-none = Es gibt keines
way-verify = Wege zurück prüfen
way-verify-hint = Die Passphrase oder das Wiederherstellungs-Kit
way-verify-go = Prüfen
way-verify-other = Einen anderen prüfen
way-verify-intro = Das Backup wird wie auf einem neuen Gerät geöffnet, entschlüsselt und verglichen. Es ändert sich nichts.
way-verified = Es funktioniert
way-change-passphrase = Passphrase ändern
way-replace-kit = Wiederherstellungs-Kit ersetzen
passphrase-changed = Die Passphrase wurde geändert
passphrase-changed-text = Das Backup wurde mit der neuen geöffnet. Die alte öffnet nichts Neues mehr.
passphrase-how = Wie soll sie geändert werden?
passphrase-at-once = Sofort, mit der jetzigen Passphrase oder dem Wiederherstellungs-Kit
passphrase-by-device = Beides fehlt: allein von diesem Gerät aus
passphrase-by-device-hint = Die neue gilt nach 72 Stunden oder sobald ein anderes Ihrer Geräte zustimmt. Bis dahin gilt die alte.
passphrase-change = Ändern
kit-replace-intro = Ein neues Kit tritt an die Stelle des alten: sinnvoll, wenn jemand die Wörter gesehen haben könnte oder das Kit verloren ist.
kit-replace-go = Neues Kit erstellen
kit-replace-how = Wie soll es ersetzt werden?
kit-replace-at-once = Sofort, mit dem alten Kit
kit-replace-by-device = Das alte fehlt: allein von diesem Gerät aus
kit-replace-now = Zu lange? Das Backup mit der Passphrase löschen und das Cloud-Backup mit einem anderen Kontonamen wieder einschalten. Die Konten bleiben hier.
kit-asked-intro = Diese Wörter öffnen noch nichts, und um nichts wird gebeten, bevor zwei davon bestätigt sind. Danach gelten sie nach 72 Stunden oder sobald ein anderes Ihrer Geräte zustimmt. Bis dahin gilt das alte Kit.
kit-asked-text = Die neuen Wörter aufbewahren: sie öffnen noch nichts. Sie gelten, sobald ein anderes Ihrer Geräte zustimmt, oder nach 72 Stunden, wenn keines ablehnt. Zu sehen unter Geräte.
kit-untried = Noch hat niemand gezeigt, dass das Wiederherstellungs-Kit aufbewahrt ist. Ist es verloren oder war es nie zu sehen, öffnet nur die Passphrase das Backup.
kit-missing = Kein Wiederherstellungs-Kit zur Hand?
kit-missing-hint = Verloren oder nie gesehen: um ein neues bitten.
proposed-title = 72 Stunden warten
proposed-text = Es gilt, sobald ein anderes Ihrer Geräte zustimmt, oder nach 72 Stunden, wenn keines ablehnt. Zu sehen unter Geräte.
proposed-show = Geräte anzeigen
backup-off = Cloud-Backup ausschalten
backup-off-title = Auf diesem Gerät ausschalten?
backup-off-text = Die Konten bleiben auf diesem Gerät. Das letzte Backup bleibt bei { $service }; die Passphrase oder das Wiederherstellungs-Kit öffnet es. Spätere Änderungen werden nicht mehr gesichert.
backup-off-waiting = { $n ->
    [one] Eine Änderung ist noch nicht hochgeladen; das geschieht zuerst.
   *[other] { $n } Änderungen sind noch nicht hochgeladen; das geschieht zuerst.
}
backup-off-go = Ausschalten
backup-is-off = Das Cloud-Backup ist aus. Die Konten sind nur auf diesem Gerät.
backup-delete = Backup löschen
backup-delete-title = Backup löschen
backup-delete-text = Das Backup von { $account } wird für alle Geräte geschlossen, und nichts lässt sich mehr daraus wiederherstellen. Der Dienst löscht es innerhalb von 30 Tagen. Was auf diesem Gerät ist, bleibt.
backup-delete-type = Zur Bestätigung den Kontonamen { $account } eingeben
backup-delete-go = Für alle Geräte löschen
trouble-account-differs = Das ist nicht der Kontoname
trouble-account-differs-next = Bitte so eingeben, wie er oben steht.
backup-deleted = Das Backup ist gelöscht. Die Konten sind nur auf diesem Gerät.

# Details
backup-last = Letztes Backup
backup-last-by = { $time }, durch { $device }
made-by-passphrase = ein Gerät mit der Passphrase
made-by-kit = ein Gerät mit dem Wiederherstellungs-Kit
made-by-gone = ein Gerät mit einer früheren Passphrase oder einem früheren Kit
backup-count = Gesichert
backup-count-of = { $done } von { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}
backup-count-action = { $n ->
    [one] { $n } weiteres braucht nach einer Wiederherstellung eine Bestätigung
   *[other] { $n } weitere brauchen nach einer Wiederherstellung eine Bestätigung
}
backup-waiting = Wartet
backup-waiting-changes = { $n ->
    [one] { $n } Änderung
   *[other] { $n } Änderungen
}
backup-protected = Geschützt
backup-protected-yes = Ja: zwei Wege zurück haben nachweislich funktioniert
backup-protected-kit = Noch nicht: das Wiederherstellungs-Kit wurde nicht geprüft
backup-protected-passphrase = Noch nicht: die Passphrase wurde nicht geprüft
backup-protected-neither = Noch nicht: kein Weg zurück wurde geprüft
backup-protected-no-kit = Noch nicht: es gibt kein Wiederherstellungs-Kit
backup-protect = Jetzt prüfen
backup-contact = Zustand
backup-contact-good = Auf dem neuesten Stand
backup-contact-busy = Wird abgeglichen …
backup-contact-away = Keine Antwort. Es wird von selbst wieder versucht.
backup-contact-stopped = Der Abgleich ruht. Die Konten sind alle hier, und ihre Codes funktionieren weiter.
backup-last-contact = Letzter Kontakt
backup-fingerprint = Fingerabdruck
backup-fingerprint-hint = Ein anderes Gerät zeigt zur selben Nummer dieselben Wörter. Wenn nicht, dem Dienst nicht vertrauen.
backup-fingerprint-number = Nummer { $number }
backup-sync-now = Jetzt abgleichen
backup-synced = Abgeglichen
backup-consent-title = { $n ->
    [one] { $n } Konto käme hier in den Papierkorb
   *[other] { $n } Konten kämen hier in den Papierkorb
}
backup-consent-text = Ein anderes Gerät hat sie entfernt. Waren das nicht Sie, dann behalten und die Geräte ansehen.
backup-consent-go = In den Papierkorb
backup-consent-keep = Vorerst behalten
backup-clock-ahead = Die Uhr dieses Geräts geht { $time } vor. Codes werden womöglich abgelehnt: die Zeit in den Systemeinstellungen stellen.
backup-clock-behind = Die Uhr dieses Geräts geht { $time } nach. Codes werden womöglich abgelehnt: die Zeit in den Systemeinstellungen stellen.
backup-history = Frühere Stände
backup-follows = Ein anderes Fenster dieser App hält die Verbindung zum Dienst. Dieses zeigt dasselbe.
