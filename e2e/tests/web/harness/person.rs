//! What a person does in front of a browser. Everything waits until it can be done, and fails with what was on the screen instead.

use std::time::Duration;

use serde_json::{Value, json};

use super::browser::{Browser, passing, wait_for};
use super::driver::Refused;

/// How long a person waits for something to appear. Machines that run tests are slow, and do several things at once.
pub const PATIENCE: Duration = Duration::from_secs(30);

const FIND: &str = include_str!("find.js");
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Browser {
    /// Presses a button, link, switch or choice of this name.
    #[track_caller]
    pub fn press(&self, name: &str) {
        self.press_role("pressed", name);
    }

    /// The same, of one role.
    #[track_caller]
    pub fn press_role(&self, role: &str, name: &str) {
        self.until(&format!("press {role} “{name}”"), || {
            let element = self.find(role, name)?;
            if self.run_with(
                "return arguments[0].disabled === true || arguments[0].ariaDisabled === 'true'",
                &[&element],
            ) == json!(true)
            {
                return None;
            }
            match self.act(&element, "click", &json!({})) {
                Ok(_) => Some(()),
                Err(refused) if passing(&refused) => None,
                Err(refused) => panic!("press {role} “{name}”: {refused}"),
            }
        });
    }

    /// Empties a field and types into it.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        self.until(&format!("fill “{label}”"), || {
            let element = self.find("typed", label)?;
            let done = self
                .act(&element, "clear", &json!({}))
                .and_then(|_| self.act(&element, "value", &json!({"text": text})));
            match done {
                Ok(_) => Some(()),
                Err(refused) if passing(&refused) => None,
                Err(refused) => panic!("fill “{label}”: {refused}"),
            }
        });
    }

    /// Chooses one of a list.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) {
        self.until(&format!("choose “{option}” of “{label}”"), || {
            let list = self.find("combobox", label)?;
            let find = "return [...arguments[0].options].find(one => one.text === arguments[1])";
            let option = self.session().run(find, &[list, json!(option)]).ok()?;
            self.act(&option, "click", &json!({})).ok()
        });
    }

    /// Chooses a file in a file field, as if picked in the system's dialog.
    #[track_caller]
    pub fn choose_file(&self, path: &std::path::Path) {
        self.until("a file field", || {
            let field = self.run("return document.querySelector('input[type=file]')");
            self.act(&field, "value", &json!({"text": path})).ok()
        });
    }

    /// Waits until this text stands on the screen.
    #[track_caller]
    pub fn see(&self, text: &str) {
        self.until(&format!("see “{text}”"), || self.text().contains(text).then_some(()));
    }

    /// Waits until something of this role and name is there.
    #[track_caller]
    pub fn see_role(&self, role: &str, name: &str) -> Value {
        self.until(&format!("see {role} “{name}”"), || self.find(role, name))
    }

    /// Waits for one of several texts, and says which.
    #[track_caller]
    pub fn see_one_of(&self, texts: &[&str]) -> usize {
        self.until(&format!("see one of {texts:?}"), || {
            let screen = self.text();
            texts.iter().position(|text| screen.contains(text))
        })
    }

    /// Whether something of this role and name can be reached now.
    pub fn find(&self, role: &str, name: &str) -> Option<Value> {
        let found = self.session().run(FIND, &[json!(role), json!(name), json!(false)]).ok()?;
        found.get(ELEMENT).is_some().then_some(found)
    }

    /// Roles and names of everything that can be reached: what a screen reader reads out.
    pub fn outline(&self) -> Vec<(String, String)> {
        let found = self.session().run(FIND, &[json!(""), json!(""), json!(true)]).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        found.as_array().into_iter().flatten().map(|one| (text(&one[0]), text(&one[1]))).collect()
    }

    /// All text on the screen; where a modal dialog is open, the page behind it counts too.
    pub fn text(&self) -> String {
        let text = self.session().run("return document.body?.innerText ?? ''", &[]).unwrap_or_default();
        text.as_str().unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Presses keys, wherever the focus is. `\u{e007}` is Enter, `\u{e004}` Tab, `\u{e00c}` Escape.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let mut actions = Vec::new();
        for key in keys.chars() {
            actions.push(json!({"type": "keyDown", "value": key}));
            actions.push(json!({"type": "keyUp", "value": key}));
        }
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.session().post("/actions", &body).unwrap();
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub fn chord(&self, held: &str, key: &str) {
        let actions: Vec<Value> = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)]
            .map(|(what, key)| json!({"type": what, "value": key}))
            .into();
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.session().post("/actions", &body).unwrap();
    }

    /// Drags one thing onto another by `mouse` or `touch`. `look` is asked before it lets go.
    #[track_caller]
    pub fn drag(&self, by: &str, from: &Value, to: &Value, look: impl FnOnce()) {
        let middle = "return [...arguments].map(one => one.getBoundingClientRect()).map(at => [at.x + at.width / 2, at.y + at.height / 2])";
        let at = self.run_with(middle, &[from, to]);
        let place = |index: usize, axis: usize| at[index][axis].as_f64().unwrap();
        let act = |mouse: &str, touch: &str, part: f64| {
            let [x, y] = [0, 1].map(|axis| place(0, axis) + (place(1, axis) - place(0, axis)) * part);
            if by == "mouse" {
                let event =
                    json!({"type": mouse, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1});
                self.cdp("Input.dispatchMouseEvent", &event);
            } else {
                let points = if touch == "touchEnd" { json!([]) } else { json!([{"x": x, "y": y}]) };
                self.cdp("Input.dispatchTouchEvent", &json!({"type": touch, "touchPoints": points}));
            }
        };
        act("mousePressed", "touchStart", 0.0);
        for part in [0.1, 0.4, 0.8, 1.0] {
            act("mouseMoved", "touchMove", part);
        }
        look();
        act("mouseReleased", "touchEnd", 1.0);
    }

    /// Role and name of what has the focus.
    pub fn focused(&self) -> (String, String) {
        let element = self.run("return document.activeElement");
        let about =
            |what| self.session().get(&format!("/element/{}/{what}", id(&element))).unwrap_or_default();
        let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
        (text(about("computedrole")), text(about("computedlabel")))
    }

    /// Tab until something of this name has the focus: it can be reached by keyboard. A long name may be a part of it.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        let mut seen = Vec::new();
        for _ in 0..80 {
            let (role, label) = self.focused();
            if label == name || (name.len() > 12 && label.contains(name)) {
                return;
            }
            seen.push(format!("{role} “{label}”"));
            self.keys("\u{e004}");
        }
        panic!("Tab never reaches “{name}”; it went through\n{}", seen.join("\n"));
    }

    /// What the clipboard holds.
    pub fn clipboard(&self) -> String {
        let origin = self.run("return location.origin");
        let permission =
            json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": origin});
        self.cdp("Browser.grantPermissions", &permission);
        self.run_async("return navigator.clipboard.readText()").as_str().unwrap_or_default().to_owned()
    }

    /// Text of everything that a selector names.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)";
        let texts = self.session().run(script, &[json!(selector)]).unwrap_or_default();
        texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Waits until there is an answer.
    ///
    /// # Panics
    /// With what is on the screen instead, and what the console said.
    #[track_caller]
    pub fn until<T>(&self, what: &str, ask: impl FnMut() -> Option<T>) -> T {
        match wait_for(PATIENCE, ask) {
            Some(answer) => answer,
            None => panic!("{what}: in vain. {}", self.report()),
        }
    }

    /// What is on the screen, what can be pressed, what the console said; and a picture.
    pub fn report(&self) -> String {
        let outline: Vec<String> =
            self.outline().into_iter().map(|(role, name)| format!("{role} “{name}”")).collect();
        let picture = self.keep_picture(&format!("failed-{}", std::process::id()));
        format!(
            "At {}, seen in {}:\n{}\n--- can be reached\n{}\n--- console\n{}",
            self.address(),
            picture.display(),
            self.text(),
            outline.join("\n"),
            self.said().join("\n"),
        )
    }

    fn act(&self, element: &Value, what: &str, body: &Value) -> Result<Value, Refused> {
        self.session().post(&format!("/element/{}/{what}", id(element)), body)
    }

    fn run_with(&self, script: &str, elements: &[&Value]) -> Value {
        let elements: Vec<Value> = elements.iter().copied().cloned().collect();
        self.session().run(script, &elements).unwrap_or_default()
    }
}

fn id(element: &Value) -> &str {
    element[ELEMENT].as_str().unwrap_or_default()
}
