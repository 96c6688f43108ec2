//! What a configuration must not be.

use super::{Config, ConfigError, Role, Serves};

impl Config {
    /// Refuses what would be unsafe or could not work.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        for url in &self.public_url {
            check_origin(url)?;
        }
        if self.roles.is_empty() {
            return Err(ConfigError::NoRole);
        }
        for (role, serves) in [(Role::Backup, Serves::Public), (Role::Portal, Serves::Portal)] {
            if self.has(role) && !self.listeners.iter().any(|listener| listener.serves == serves) {
                return Err(ConfigError::NoListener(serves));
            }
        }
        for listener in &self.listeners {
            let exposed = !listener.bind.ip().is_loopback() && listener.tls.is_none();
            match listener.serves {
                Serves::Public | Serves::Portal if exposed && !self.behind_proxy => {
                    return Err(ConfigError::PlainHttp(listener.bind));
                }
                Serves::Admin if exposed => return Err(ConfigError::OpenAdmin(listener.bind)),
                _ => {}
            }
        }
        let reached = |serves| {
            let beyond = |one: &super::Listener| one.serves == serves && !one.bind.ip().is_loopback();
            self.behind_proxy || self.listeners.iter().any(beyond)
        };
        if self.has(Role::Backup) && self.public_url.is_empty() && reached(Serves::Public) {
            return Err(ConfigError::NoPublicUrl);
        }
        if !self.has(Role::Portal) {
            return Ok(());
        }
        match &self.portal_url {
            None if reached(Serves::Portal) => Err(ConfigError::NoPortalUrl),
            // A script that got into a page of the portal must not reach the keys of the web app.
            Some(portal) if self.public_url.iter().any(|url| url == portal.as_str()) => {
                Err(ConfigError::OneOrigin(portal.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The configuration as a file that would give it, with every default written out. Holds no secret: passwords lie in
    /// files of their own.
    pub fn dump(&self) -> String {
        use super::file;
        let (folder, smtp) = match &self.mail {
            super::Mail::Folder(folder) => (Some(folder.clone()), None),
            super::Mail::Smtp(smtp) => {
                let super::Smtp { url, from, user, password_file } = smtp.clone();
                (None, Some(file::Smtp { url, from, user, password_file }))
            }
        };
        let listeners = self.listeners.iter();
        let listeners = listeners
            .map(|one| file::Listener { bind: one.bind, serves: one.serves, tls: one.tls.clone() })
            .collect();
        let file = file::File {
            data_dir: Some(self.data_dir.clone()),
            roles: Some(self.roles.clone()),
            public_url: Some(file::OneOrMany::Many(self.public_url.clone())),
            portal_url: self.portal_url.as_ref().map(ToString::to_string),
            behind_proxy: Some(self.behind_proxy),
            trusted_proxies: Some(self.trusted_proxies.iter().map(ToString::to_string).collect()),
            log_format: Some(self.log_format),
            database: Some(file::Database { url: Some(format!("sqlite:{}", self.database.display())) }),
            listeners: Some(listeners),
            mail: Some(file::Mail { file: folder, smtp }),
            registration: Some(file::Registration {
                open: Some(self.registration.open),
                per_hour: Some(self.registration.per_hour),
            }),
        };
        toml::to_string(&file).expect("paths and numbers are TOML")
    }
}

/// Scheme and host, perhaps a port that is not the scheme's own: what a client signs, FORMAT section 7.
fn check_origin(url: &str) -> Result<(), ConfigError> {
    let refused = || ConfigError::PublicUrl(url.to_owned());
    let (default, host) = if let Some(host) = url.strip_prefix("https://") {
        (":443", host)
    } else {
        (":80", url.strip_prefix("http://").ok_or_else(refused)?)
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:[]".contains(c);
    if host.is_empty() || host.ends_with(default) || !host.chars().all(plain) {
        Err(refused())
    } else {
        Ok(())
    }
}
