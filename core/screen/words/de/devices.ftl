# Geräte, Vorschläge, betroffene Konten, gebundene Konten und der Hinweis auf einem entfernten Gerät.

devices-title = Geräte
devices-none = Diese App gehört noch zu keinem Backup
devices-none-next = Geräte erscheinen hier, sobald das Cloud-Backup an ist.
devices-added = Hinzugefügt: { $time }
devices-seen = Gesehen: { $time }
devices-rename-title = Dieses Gerät umbenennen
devices-name = Name
devices-name-length = Ein Name hat 1 bis 64 Zeichen.
devices-renamed = Umbenannt
devices-add-hint = Ein weiteres Gerät kommt hinzu, wenn darauf Regain geöffnet und „Wiederherstellung beginnen“ gewählt wird.
devices-alone = Dies ist das einzige Gerät. Geht es verloren, hilft das Wiederherstellungs-Kit.

# Entfernen
remove-title = „{ $name }“ entfernen
remove-why = Was ist geschehen?
remove-lost = Es ist verloren oder gestohlen
remove-lost-hint = Seine Konten werden aufgelistet, um jedes neu einzurichten.
remove-retired = Es wird ausgemustert
remove-retired-hint = Es wurde gelöscht oder gehört weiter Ihnen.
remove-what-title = Was geschieht
remove-what-access = Es kann das Backup nicht mehr lesen oder schreiben, und die Schlüssel des Backups werden ersetzt.
remove-what-drop = Beim nächsten Kontakt mit dem Dienst verwirft es seine synchronisierten Konten.
remove-what-codes = Codes, die es bis dahin zeigt, gelten weiter: das können nur die Dienste selbst beenden.
remove-how = Wie?
remove-at-once = Sofort, mit der Passphrase oder dem Wiederherstellungs-Kit
remove-propose = Allein von diesem Gerät aus
remove-propose-hint = Es gilt nach 72 Stunden oder sobald ein anderes Ihrer Geräte zustimmt.
remove-go = Entfernen
remove-done = „{ $name }“ ist entfernt
remove-done-lost = Wer es hat, kennt womöglich die Geheimnisse der Konten. Eines nach dem anderen neu einrichten.
remove-done-ways = Nach einem Diebstahl auch die Passphrase ändern und das Wiederherstellungs-Kit ersetzen.
remove-done-organisation = Gibt eine Organisation den Authenticator aus? Den verlorenen auf ihrer Seite „Sicherheitsinformationen“ entfernen und „Überall abmelden“ wählen.
remove-gone = Dieses Gerät gehört nicht mehr zum Backup
remove-self = Das ist dieses Gerät. Stattdessen das Cloud-Backup ausschalten: die Konten bleiben hier.
remove-to-exposed = Betroffene Konten anzeigen

# Vorschläge
proposals-title = Wartet auf eine Antwort
proposal-remove = { $by } möchte „{ $name }“ entfernen
proposal-passphrase = { $by } möchte eine neue Passphrase
proposal-kit = { $by } möchte ein neues Wiederherstellungs-Kit
proposal-about-this = Dieses Gerät würde entfernt. Wenn das falsch ist, ablehnen.
proposal-due = Gilt von selbst { $time }
proposal-confirmed = Bestätigt durch { $name }
proposal-own = Der Vorschlag kommt von diesem Gerät. Ein anderes kann zustimmen; er lässt sich zurücknehmen.
proposal-confirm = Zustimmen
proposal-refuse = Ablehnen
proposal-take-back = Zurücknehmen
proposal-confirm-title = Zustimmen?
proposal-confirm-text = Es wird sofort ausgeführt. Nur zustimmen, wenn es von Ihnen oder von jemandem Ihres Vertrauens kommt.
proposal-refuse-title = Ablehnen?
proposal-refuse-text = Dann ändert sich nichts.
proposal-refuse-self-text = Dieses Gerät bleibt. Geräte allein entscheiden dann nichts mehr, bis die Passphrase oder das Wiederherstellungs-Kit verwendet wurde.
proposal-confirmed-done = Zugestimmt
proposal-refused-done = Abgelehnt; nichts wurde geändert

# Betroffene Konten
exposed-title = Betroffene Konten
exposed-intro = Wer ein verlorenes Gerät hat, kennt womöglich die Geheimnisse dieser Konten. Jedes bei seinem Dienst neu einrichten, dann abhaken.
exposed-on = Auf „{ $name }“: { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}
exposed-page = Sicherheitsseite öffnen
exposed-no-page = Beim Dienst anmelden und den Authenticator neu einrichten.
exposed-in-trash = Im Papierkorb; das Geheimnis gilt vielleicht noch
exposed-tick = { $name } ist neu eingerichtet
exposed-ticked = { $name } abgehakt
exposed-ticked-off = Abgehakt
exposed-unticked = { $name } steht wieder in der Liste
exposed-none = Nichts mehr zu tun
exposed-none-next = Jedes Konto, das auf einem verlorenen Gerät war, ist neu eingerichtet.

# An ein Gerät gebundene Konten
bound-title = Aktion erforderlich
bound-action = Einen QR-Code der Organisation scannen
bound-why = „{ $name }“ bei { $organisation } ist an das Gerät gebunden, auf dem es eingerichtet wurde. Der Schlüssel verlässt jenes Gerät nie und ist deshalb in keinem Backup; dieses Gerät hat keinen, oder keinen, den Ihre Organisation noch annimmt. Ein Schritt bleibt.
bound-step-open = Die Seite „Sicherheitsinformationen“ der Organisation öffnen und sich mit dem anmelden, was noch da ist.
bound-step-add = „Methode hinzufügen“, „Authenticator-App“ und „Weiter“ wählen, bis ein QR-Code zu sehen ist.
bound-step-scan = Den Code mit Regain scannen.
bound-portal = Seite „Sicherheitsinformationen“
bound-open = Seite öffnen
bound-scan = QR-Code scannen
bound-remove-title = { $name } in den Papierkorb legen?
bound-remove-text = Der Schlüssel auf diesem Gerät wird gelöscht: Das Konto müsste neu eingerichtet werden. Ihre Organisation führt dieses Gerät weiter; entfernen Sie es auf ihrer Seite „Sicherheitsinformationen“.
bound-done = Für dieses Konto ist nichts mehr zu tun
bound-gone = Dieses Konto gibt es nicht

# Dieses Gerät wurde entfernt
removed-title = Dieses Gerät wurde entfernt
removed-text = Ein anderes Gerät oder jemand mit der Passphrase oder dem Kit hat dieses Gerät aus dem Backup von { $account } genommen. Die synchronisierten Konten wurden hier verworfen.
removed-not-me = Waren das nicht Sie: das Backup auf einem anderen Gerät öffnen, die Geräte ansehen und die Passphrase ändern.
removed-left = { $n ->
    [one] Eine Änderung von hier wurde nie hochgeladen.
   *[other] { $n } Änderungen von hier wurden nie hochgeladen.
}
removed-keep = Hier behalten
removed-drop = Verwerfen
removed-drop-title = Endgültig verwerfen?
removed-drop-text = { $n ->
    [one] Eine Änderung, die nirgends sonst ist, geht verloren.
   *[other] { $n } Änderungen, die nirgends sonst sind, gehen verloren.
}
removed-start-anew = Neu beginnen
removed-rejoin = Dem Backup wieder beitreten
removed-kept = Auf diesem Gerät behalten
removed-kept-part = Einige Änderungen gehören zu Konten, deren Geheimnisse verworfen wurden. Sie warten, bis dieses Gerät dem Backup wieder beitritt.
removed-not = Dieses Gerät wurde aus keinem Backup entfernt
