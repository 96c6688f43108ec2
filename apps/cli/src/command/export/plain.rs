//! A plain list of `otpauth://` addresses, one a line.

use regain_vault::Account;
use zeroize::Zeroizing;

pub(super) fn make(accounts: &[Account]) -> Zeroizing<Vec<u8>> {
    let lines: Vec<Zeroizing<String>> = accounts.iter().map(|account| account.otpauth().to_uri()).collect();
    let mut out = super::buffer(lines.iter().map(|line| line.len() + 1).sum());
    for line in &lines {
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    out
}
