//! One-time codes: HOTP, TOTP, Steam, Yandex and mOTP, and the otpauth:// and otpauth-migration:// addresses that carry them.
