# "Wiederherstellung beginnen", und "Gerät verloren" auf einem geliehenen.

recover-title = Wiederherstellung beginnen
recover-intro = Die Konten kommen aus dem Backup zurück. Die anderen Geräte funktionieren weiter.
recover-merge-intro = Diese App enthält schon Konten. Nichts wird überschrieben: zuerst ist zu sehen, was das Zusammenführen ändert. Die Konten von hier kommen mit ins Backup.
recover-has-backup = Diese App sichert schon auf { $account }
recover-has-backup-next = Eine App hat ein Backup. Zuerst das Cloud-Backup ausschalten: die Konten bleiben hier und lassen sich danach mit einem anderen Backup zusammenführen.
recover-to-backup = Backup öffnen
recover-service = Adresse des Backup-Dienstes
recover-account = Wiederherstellungskonto
recover-with-card = Der Code des Kits nennt Dienst und Konto.
recover-find = Backup suchen
recover-found = Backup gefunden
recover-found-line = { $accounts }, letztes Backup { $time } durch { $device }
recover-action = { $n ->
    [one] { $n } weiteres Konto braucht nach der Wiederherstellung noch einen Schritt
   *[other] { $n } weitere Konten brauchen nach der Wiederherstellung noch einen Schritt
}
recover-unreadable = { $n ->
    [one] Ein Eintrag stammt von einer neueren Version von Regain; er bleibt erhalten.
   *[other] { $n } Einträge stammen von einer neueren Version von Regain; sie bleiben erhalten.
}
recover-devices = Geräte
recover-fingerprint = Fingerabdruck
recover-fingerprint-hint = Ein anderes Gerät zeigt dieselben Wörter unter Backup, Details.
recover-stale = Das letzte Lebenszeichen eines Geräts: { $time }. Der Dienst zeigt womöglich einen alten Stand.
recover-stale-next = Wurde seither ein Gerät benutzt, nicht fortfahren.
recover-stale-agree = Seither wurde kein Gerät benutzt. Mit diesem Stand fortfahren.
recover-device-name = Name dieses Geräts
recover-device-name-hint = So ist es in der Geräteliste zu erkennen.
recover-merge-title = Was das Zusammenführen ändert
recover-restore = Wiederherstellen
recover-merge = Zusammenführen
recover-done = Die Konten sind hier
recover-done-of = { $done } von { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
}
recover-done-missing = Es sind weniger Konten zu sehen, als das Backup nannte. In den Details „Jetzt abgleichen“ wählen.
recover-done-device = In der Geräteliste heißt dieses Gerät „{ $name }“.
recover-done-lost = Das alte Gerät ist verloren? Entfernen: bis dahin kann es das Backup noch lesen.
recover-done-lost-go = Verlorenes Gerät entfernen
recover-done-bound = Aktion erforderlich
recover-done-go = Konten anzeigen
recover-left = Nichts wurde geändert

# Vorschau: eines Zusammenführens und eines früheren Stands
preview-added = { $n ->
    [one] { $n } kommt hinzu
   *[other] { $n } kommen hinzu
}
preview-changed = { $n ->
    [one] { $n } ändert sich
   *[other] { $n } ändern sich
}
preview-removed = { $n ->
    [one] { $n } kommt in den Papierkorb
   *[other] { $n } kommen in den Papierkorb
}
preview-duplicate = { $n ->
    [one] { $n } gleicht einem, das hier ist; beide bleiben
   *[other] { $n } gleichen einigen, die hier sind; alle bleiben
}
preview-identical = { $n ->
    [one] { $n } von hier bleibt, wie es ist
   *[other] { $n } von hier bleiben, wie sie sind
}
preview-nothing = Es ändert sich nichts.
preview-same = { $n ->
    [one] { $n } bleibt, wie es ist
   *[other] { $n } bleiben, wie sie sind
}
preview-more = { $n ->
    [one] und { $n } weiteres
   *[other] und { $n } weitere
}

# Auf einem geliehenen Gerät
borrowed-title = Gerät verloren
borrowed-intro = Das Gerät aus dem Backup nehmen, von jedem Browser aus. Hier wird nichts gespeichert.
borrowed-find = Geräte anzeigen
borrowed-which = Welches ist es?
borrowed-none = In diesem Backup ist kein Gerät mehr.
borrowed-none-next = Die Konten auf einem neuen Gerät mit „Wiederherstellung beginnen“ zurückholen.
borrowed-removed = „{ $name }“ ist entfernt
borrowed-next = Was jetzt zu tun ist
borrowed-next-exposed = Wer das Gerät hat, kennt womöglich die Geheimnisse der Konten. Jedes bei seinem Dienst neu einrichten. Die anderen Geräte listen sie unter „Betroffene Konten“ auf, zum Abhaken.
borrowed-next-restore = Kein anderes Gerät? Auf einem neuen mit „Wiederherstellung beginnen“ alles zurückholen.
borrowed-next-ways = Nach einem Diebstahl auch die Passphrase ändern und das Wiederherstellungs-Kit ersetzen.
borrowed-next-organisation = Gibt eine Organisation den Authenticator aus? Den verlorenen auf ihrer Seite „Sicherheitsinformationen“ entfernen und „Überall abmelden“ wählen.
borrowed-end = Verlassen und hier alles vergessen
borrowed-ended = Vom Backup ist nichts in diesem Browser geblieben.
borrowed-here = Diese App hat ein eigenes Backup
borrowed-here-next = Gehört das verlorene Gerät dazu? Unter Geräte entfernen. Für ein anderes Backup hier fortfahren.
