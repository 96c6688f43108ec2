# Konten von Organisationen: eines einrichten, Anfragen und ihre Antworten.

# Ein QR-Code einer Organisation wurde gefunden
enrol-title = Ein Konto der Organisation einrichten
enrol-found = Dieser QR-Code richtet ein Konto einer Organisation ein: { $host }
enrol-found-go = Einrichten
enrol-looking = Das Portal wird gefragt …
enrol-question = Dieses Gerät für { $organisation } einrichten?
enrol-question-text = Vergleichen Sie die Adresse mit der in Ihrem Browser. Nur für dieses Portal entsteht ein Schlüssel; er verlässt dieses Gerät nie.
enrol-portal = Portal
enrol-go = Einrichten
enrol-here = Auf diesem Gerät einrichten
enrol-sending = Der Schlüssel entsteht …

# Die Probe
enrol-test = Die Zahl eingeben, die der Browser zeigt
enrol-test-text = Die Seite, die den QR-Code zeigte, zeigt jetzt eine Zahl mit { $n } Ziffern. Sie beweist, dass dieses Gerät Ihres ist.
enrol-test-go = Bestätigen
enrol-stop = Einrichtung abbrechen
enrol-stopped = Nichts wurde eingerichtet
enrol-done = { $name } bei { $organisation } ist eingerichtet
enrol-done-next = Ab jetzt lassen sich Anmeldungen auf diesem Gerät bestätigen. Weiter im Browser.
enrol-replaced = { $name } bei { $organisation } funktioniert auf diesem Gerät wieder

# Was wartet
requests-title = Anfragen
requests-none = Nichts wartet auf eine Antwort
requests-none-next = Die Anmeldung im Browser beginnen; sie erscheint hier nach wenigen Sekunden.
requests-nobody = Auf diesem Gerät ist kein Konto einer Organisation eingerichtet
requests-nobody-next = Im Browser die Seite „Sicherheitsinformationen“ Ihrer Organisation öffnen, „Methode hinzufügen“ und „Authenticator-App“ wählen und den QR-Code scannen.
requests-unreached = { $organisation } ist gerade nicht erreichbar
requests-look = Erneut nachsehen
requests-looking = Die Portale werden gefragt …

# Eine Anfrage
request-sign-in = Melden Sie sich gerade bei { $application } an?
request-step-up = Ändern Sie gerade etwas bei { $application }?
request-enrolment = Richten Sie gerade dieses Gerät ein?
request-account = Konto
request-at = { $name } bei { $organisation }
request-application = Anwendung
request-place = Ort
request-browser = Browser
request-unknown = nicht bekannt
request-asked = Gefragt
request-ends = Endet
request-left = { $n ->
    [one] in einer Sekunde
   *[other] in { $n } Sekunden
}
request-purpose = Wofür
request-purpose-sign-in = Anmeldung
request-purpose-step-up = Bestätigung einer Änderung
request-purpose-enrolment = Probe eines neuen Authenticators
request-number = Zahl im Browser
request-number-hint = { $n } Ziffern. Nur eingeben, wenn Sie das gerade selbst tun, in Ihrem eigenen Browser.
request-approve = Bestätigen
request-deny = Ablehnen
request-report = Das war ich nicht
request-report-title = Diese Anfrage melden?
request-report-text = Sie wird abgelehnt, weitere werden eine Weile zurückgehalten, und Ihre Organisation erfährt davon. Wer gefragt hat, kennt Ihr Passwort: Ändern Sie es.
request-report-go = Melden
request-sending = Die Antwort wird gesendet …
request-approved = Bestätigt. Weiter im Browser.
request-denied = Abgelehnt. Niemand wurde angemeldet.
request-reported = Gemeldet. Ihre Organisation weiß davon, und weitere Anfragen werden zurückgehalten. Ändern Sie Ihr Passwort.
request-over = Diese Anfrage ist beendet

# Was mit einem Portal schiefging, nach den Kennungen von `Trouble`
portal-unreachable = Das Portal antwortet nicht.
portal-unreachable-next = Prüfen Sie das Netz und versuchen Sie es erneut. Andere Konten und Codes funktionieren weiter.
portal-timeout = Das Portal hat zu lange nicht geantwortet.
portal-timeout-next = Versuchen Sie es erneut. Vielleicht kam an, was gesendet wurde: Sehen Sie zuerst im Browser nach.
portal-not-a-portal = Unter dieser Adresse antwortet kein Regain-Portal.
portal-not-a-portal-next = Vergleichen Sie die Adresse mit der in Ihrem Browser. Ist sie dieselbe, fragen Sie Ihre Organisation.
portal-elsewhere = Dieses Portal nennt eine andere Adresse als seine. Gesendet wurde ihm nichts.
portal-elsewhere-next = Öffnen Sie das Portal Ihrer Organisation unter seiner üblichen Adresse, und lassen Sie sich einen neuen QR-Code zeigen.
portal-other-version = Das Portal spricht eine andere Version des Protokolls.
portal-other-version-next = Aktualisieren Sie Regain, oder bitten Sie Ihre Organisation, das Portal zu aktualisieren.
portal-digits = Das Portal verlangt eine Zahl, die zu leicht zu erraten oder nicht einzugeben ist. Bestätigt wurde nichts.
portal-digits-next = Sagen Sie es Ihrer Organisation.
portal-other-request = Das Portal hat etwas anderes beantwortet, als gefragt war. Geändert wurde nichts.
portal-other-request-next = Versuchen Sie es erneut; bleibt es dabei, sagen Sie es Ihrer Organisation.
portal-number-digits = Das ist keine Zahl.
portal-number-digits-next = Geben Sie die Ziffern ein, die der Browser zeigt. Gesendet wurde nichts.
portal-number-length = Die Zahl im Browser hat mehr oder weniger Ziffern.
portal-number-length-next = Vergleichen Sie sie und geben Sie alle Ziffern ein. Gesendet wurde nichts.
portal-no-key = Dieses Gerät hat für dieses Konto keinen Schlüssel mehr.
portal-no-key-next = Scannen Sie einen neuen QR-Code Ihrer Organisation.
portal-malformed = Das Portal hat diese App nicht verstanden. Geändert wurde nichts.
portal-malformed-next = Aktualisieren Sie Regain; bleibt es dabei, sagen Sie es Ihrer Organisation.
portal-busy = Das Portal ist beschäftigt.
portal-busy-next = Versuchen Sie es gleich noch einmal.
portal-slow-down = Zu viele Versuche.
portal-slow-down-next = Warten Sie einige Minuten und versuchen Sie es dann erneut.
portal-internal = Das Portal ist gescheitert. Geändert wurde nichts.
portal-internal-next = Versuchen Sie es erneut; bleibt es dabei, sagen Sie es Ihrer Organisation.
portal-session-ended = Das Portal verlangt, dass sich dieses Gerät neu anmeldet.
portal-session-ended-next = Versuchen Sie es erneut: Das Gerät tut es von selbst.
portal-enrolment-newer = Diesen QR-Code hat eine neuere Version des Portals gemacht.
portal-enrolment-newer-next = Aktualisieren Sie Regain, und scannen Sie ihn dann erneut.
portal-enrolment-address = Die Adresse in diesem QR-Code ist keine eines Portals.
portal-enrolment-address-next = Verwenden Sie ihn nicht. Öffnen Sie das Portal Ihrer Organisation unter seiner üblichen Adresse, und lassen Sie sich einen QR-Code zeigen.
portal-enrolment-damaged = Dieser QR-Code ist beschädigt.
portal-enrolment-damaged-next = Scannen Sie ihn noch einmal, oder lassen Sie sich vom Portal einen neuen zeigen.
portal-proof-refused = Das Portal nimmt die Unterschrift dieses Geräts nicht an.
portal-proof-refused-next = Versuchen Sie es erneut; bleibt es dabei, richten Sie das Konto mit einem neuen QR-Code neu ein.
portal-clock-off = Die Uhr dieses Geräts geht falsch.
portal-clock-off-next = Stellen Sie die Zeit in den Einstellungen des Systems auf automatisch, und versuchen Sie es erneut.
portal-enrolment-ended = Dieser QR-Code wurde schon benutzt oder ist zu alt.
portal-enrolment-ended-next = Lassen Sie sich vom Portal einen neuen geben, und scannen Sie diesen. Haben Sie ihn nicht benutzt, sagen Sie es Ihrer Organisation.
portal-request-ended = Diese Anfrage ist beendet.
portal-request-ended-next = Beginnen Sie im Browser von vorn.
portal-wrong-number = Das ist nicht die Zahl im Browser. Die Anfrage ist damit beendet.
portal-wrong-number-next = Beginnen Sie im Browser von vorn, und geben Sie die neue Zahl ein.
portal-method-ended = Das Portal Ihrer Organisation nimmt dieses Gerät nicht mehr an.
portal-method-ended-next = Scannen Sie einen neuen QR-Code Ihrer Organisation.
portal-method-suspended = Dieses Gerät wurde im Portal Ihrer Organisation als verloren gemeldet.
portal-method-suspended-next = Stimmt das nicht, folgen Sie dem Link in der Mail dazu, oder fragen Sie Ihre Organisation.
