//! Rust text with its comments and literals blanked, for searches that must not stumble over prose.

/// `text` with every comment, string and character literal replaced by spaces. Lines stay where they were.
///
/// A scanner, not a parser: it knows nested block comments, raw strings and the difference between a
/// lifetime and a character, which is all a search for names needs.
pub fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// The end of the comment or literal that begins at `at`, or `at` when none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let next = |offset: usize| chars.get(at + offset).copied();
    match (chars[at], next(1)) {
        ('/', Some('/')) => chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| at + n),
        ('/', Some('*')) => block_comment_end(chars, at),
        ('r', Some('"' | '#')) if !continues_name(chars, at) => raw_string_end(chars, at),
        ('"', _) => quoted_end(chars, at + 1, '"'),
        ('\'', Some('\\')) => quoted_end(chars, at + 1, '\''),
        ('\'', Some(_)) if next(2) == Some('\'') => at + 3,
        _ => at,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    chars.len()
}

/// `br"…"` is raw too; `for"` is not a prefix but the end of a name.
fn continues_name(chars: &[char], at: usize) -> bool {
    let is_name = |back: usize| {
        at.checked_sub(back).is_some_and(|before| chars[before].is_alphanumeric() || chars[before] == '_')
    };
    is_name(1) && (chars[at - 1] != 'b' || is_name(2))
}

fn raw_string_end(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return at; // `r#type`, a raw name
    }
    let mut end = open + 1;
    while end < chars.len() {
        let closing = &chars[end + 1..(end + 1 + hashes).min(chars.len())];
        if chars[end] == '"' && closing.len() == hashes && closing.iter().all(|&c| c == '#') {
            return end + 1 + hashes;
        }
        end += 1;
    }
    chars.len()
}

fn quoted_end(chars: &[char], mut at: usize, quote: char) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn visible(text: &str, expected: &str) {
        let code = code_only(text);
        assert_eq!(code.chars().count(), text.chars().count());
        assert_eq!(code.split_whitespace().collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn comments_and_literals_vanish() {
        visible("let a = 1; // door\nlet b;", "let a = 1; let b;");
        visible("a /* x /* y */ z */ b", "a b");
        visible(r#"f("door \" still", 'd', '\'') + g"#, "f( , , ) + g");
        visible("s(r#\"a \" door\"#) r#type", "s( ) r#type");
        visible("x(br\"door\\\") y", "x(b ) y");
        visible("for\"door\"", "for");
    }

    #[test]
    fn an_address_in_a_string_hides_nothing_after_it() {
        visible("open(\"http://localhost\").door()", "open( ).door()");
    }

    #[test]
    fn lifetimes_stay() {
        visible("fn f<'a>(x: &'a str) -> &'a str { x }", "fn f<'a>(x: &'a str) -> &'a str { x }");
    }

    #[test]
    fn an_open_end_is_no_panic() {
        for text in ["\"abc\\", "/* abc", "r#\"abc", "'\\", "'", "r", "r#"] {
            assert_eq!(code_only(text).chars().count(), text.chars().count(), "{text}");
        }
    }
}
