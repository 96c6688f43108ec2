//! An organisation's account is set up on this device: its portal is asked what it is and shown, a key is made, a number is typed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::portal::{Ask, Reply};
use regain_screen::message::{Answer, Command, Secret, Trouble};
use regain_screen::view::{EnrolmentView, RequestView};
use regain_screen::words::Words;

use super::LINK;
use super::number::number;
use crate::act::Act;
use crate::app::{app, w};
use crate::browser;
use crate::parts::{self, definition};
use crate::route::{Route, go};

/// How far it is.
#[derive(Clone, PartialEq)]
enum Step {
    /// Nothing is known of the portal, or the code is used up.
    Look,
    /// The portal is known.
    Agree(EnrolmentView),
    /// The number stands in the browser.
    Test(RequestView),
    /// It works: what is said of it.
    Usable(String),
}

#[derive(Clone, Copy)]
struct Enrolling {
    step: RwSignal<Step>,
    act: Act,
}

/// "Set up a work account".
pub fn enrol() -> AnyView {
    if let Some(text) = browser::enrolment() {
        LINK.replace(Some(Secret::new(text)));
    }
    let enrolling = Enrolling { step: RwSignal::new(Step::Look), act: Act::new() };
    enrolling.look();
    let step = enrolling.step;
    on_cleanup(move || {
        // Whoever leaves has given up. An app that was locked meanwhile knows nothing of it any more.
        if step.try_with_untracked(|step| matches!(step, Step::Agree(_) | Step::Test(_))) == Some(true) {
            spawn_local(async {
                let _ = app().engine.ask(Command::Portal(Ask::Stop.pack())).await;
            });
        }
    });
    let body = move || match step.get() {
        Step::Look => enrolling.looking(),
        Step::Agree(found) => enrolling.agree(&found),
        Step::Test(test) => enrolling.test(&test),
        Step::Usable(said) => usable(said),
    };
    parts::page(w().enrol_title(), &Route::List, view! { <div aria-live="polite">{body}</div> })
}

impl Enrolling {
    fn ask(self, ask: &Ask, or: impl FnOnce(&Trouble) + 'static) {
        let command = Command::Portal(ask.pack());
        let then = move |answer| {
            if let Answer::Portal(reply) = answer
                && let Some(reply) = reply.reply()
            {
                self.take(reply);
            }
        };
        self.act.run_or(command, then, or);
    }

    fn take(self, reply: Reply) {
        let step = match reply {
            Reply::Found(found) => Step::Agree(found),
            Reply::Test(test) => Step::Test(test),
            Reply::Usable { is_back, .. } => {
                LINK.replace(None);
                let Step::Test(test) = self.step.get_untracked() else { return };
                let (name, organisation) = (&test.name, &test.organisation);
                Step::Usable(if is_back {
                    w().enrol_replaced(name, organisation)
                } else {
                    w().enrol_done(name, organisation)
                })
            }
            Reply::Requests(_) => return,
        };
        self.step.set(step);
        browser::focus_soon("main h2, #number");
    }

    fn look(self) {
        if let Some(link) = LINK.with_borrow(Clone::clone) {
            self.ask(&Ask::Look(link), |_| ());
        }
    }

    fn looking(self) -> AnyView {
        if LINK.with_borrow(Option::is_none) {
            return view! {
                {parts::empty(w().enrol_stopped(), w().requests_nobody_next())}
                <div class="buttons"><a class="button primary" href=Route::Add.href()>{w().bound_scan()}</a></div>
            }
            .into_any();
        }
        let again = move || {
            (self.act.code().is_some()).then(|| {
                view! {
                    <div class="buttons">
                        {self.act.button(w().retry(), move || self.look())}
                        <a class="button" href=Route::Add.href()>{w().bound_scan()}</a>
                    </div>
                }
            })
        };
        view! { {self.act.view_saying(w().enrol_looking(), Words::portal_trouble)} {again} }.into_any()
    }

    fn agree(self, found: &EnrolmentView) -> AnyView {
        let go_on = move || {
            let ask = Ask::Enrol { device_name: String::new() };
            // What was known of the portal is used up.
            self.ask(&ask, move |_| self.step.set(Step::Look));
        };
        let portal = view! { <span class="address" translate="no">{found.portal.clone()}</span> };
        view! {
            <h2 tabindex="-1">{w().enrol_question(&found.organisation)}</h2>
            <p>{w().enrol_question_text()}</p>
            <dl>{definition(w().enrol_portal(), portal)}</dl>
            {self.act.view_saying(w().enrol_sending(), Words::portal_trouble)}
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| stop()>{w().cancel()}</button>
                {self.act.button(w().enrol_go(), go_on)}
            </div>
        }
        .into_any()
    }

    fn test(self, test: &RequestView) -> AnyView {
        let text = RwSignal::new(String::new());
        let confirm = move || {
            let ask = Ask::Confirm(text.get_untracked());
            self.ask(&ask, move |trouble| {
                if !is_passing(trouble) {
                    self.step.set(Step::Look);
                }
            });
        };
        view! {
            <h2>{w().enrol_test()}</h2>
            <p>{w().enrol_test_text(&test.digits.to_string())}</p>
            <dl>{definition(w().request_account(), w().request_at(&test.name, &test.organisation))}</dl>
            <form novalidate on:submit=move |event| { event.prevent_default(); confirm(); }>
                {number(text, test.digits)}
                {self.act.view_saying(w().request_sending(), Words::portal_trouble)}
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| stop()>{w().enrol_stop()}</button>
                    <button class="button primary" disabled=move || self.act.busy()>{w().enrol_test_go()}</button>
                </div>
            </form>
        }
        .into_any()
    }
}

fn usable(said: String) -> AnyView {
    view! {
        <h2 tabindex="-1">{said}</h2>
        <p>{w().enrol_done_next()}</p>
        <div class="buttons"><a class="button primary" href=Route::List.href()>{w().done()}</a></div>
    }
    .into_any()
}

/// Not after all: leaving says so to the portal.
fn stop() {
    LINK.replace(None);
    parts::say(w().enrol_stopped());
    go(&Route::List);
}

/// Whether the same number, or another, can still be typed.
fn is_passing(trouble: &Trouble) -> bool {
    let codes = [
        "number-digits",
        "number-length",
        "offline",
        "unreachable",
        "timeout",
        "busy",
        "storage-full",
        "slow-down",
        "internal",
        "clock-off",
        "part-missing",
    ];
    codes.contains(&trouble.code.as_str())
}
