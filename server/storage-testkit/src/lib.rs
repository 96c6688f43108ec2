//! The contract that every storage backend must pass.
//!
//! Each case is a function that takes a fresh, empty store and panics where the store breaks its word. A backend runs all of
//! them with one line in its tests, [`contract!`]. Adding a case: a `pub async fn` in the noun's module, and its name in the
//! list of the macro below.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a contract case fails by panicking")]

use std::sync::Arc;

use regain_storage::BackupStorage;
use regain_storage::portal::PortalStorage;

pub mod accounts;
pub mod alerts;
pub mod app_keys;
pub mod append;
pub mod approvals;
pub mod attempts;
pub mod audit;
pub mod budgets;
pub mod effects;
pub mod four_eyes;
pub mod guesses;
pub mod jobs;
pub mod maintenance;
pub mod members;
pub mod methods;
pub mod one_times;
pub mod outbox;
pub mod people;
mod person;
pub mod policy;
pub mod portal_sessions;
pub mod reading;
pub mod recoveries;
pub mod sessions;
pub mod setup;
pub mod sign_ins;
pub mod story;
pub mod thinning;

/// What both services need kept.
pub trait Storage: BackupStorage + PortalStorage {}

impl<T: BackupStorage + PortalStorage> Storage for T {}

/// A store under test.
pub type Store = Arc<dyn Storage>;

/// One test per case. `$make` is a function of no arguments whose future gives `(Store, Kept)`; `Kept` (a scratch folder, say) lives as long as the case.
#[macro_export]
macro_rules! contract {
    ($make:path) => {
        $crate::contract! { $make;
            accounts::a_new_account_is_found_by_name_and_backup,
            accounts::a_taken_name_and_a_taken_backup_id_change_nothing,
            accounts::of_many_at_once_one_gets_the_name,
            alerts::an_address_waits_until_its_owner_confirms,
            alerts::an_address_is_added_once_and_five_at_most,
            alerts::the_stop_token_removes_the_address,
            alerts::an_address_nobody_confirmed_is_forgotten,
            app_keys::a_code_adds_one_method_and_opens_its_test,
            app_keys::a_code_is_bound_to_its_session,
            app_keys::an_enrolment_message_is_accepted_once,
            app_keys::a_tested_method_goes_live_in_the_place_of_what_it_replaces,
            app_keys::a_failed_test_leaves_the_method_waiting,
            app_keys::a_method_that_nobody_tests_is_forgotten,
            app_keys::a_session_of_a_method_lives_and_goes_with_it,
            append::appended_entries_become_the_head,
            append::the_same_append_again_is_a_success_whatever_the_head_is_now,
            append::another_head_is_a_conflict_that_changes_nothing,
            append::a_run_that_partly_matches_is_a_conflict,
            append::one_appender_wins_each_position_and_nothing_is_lost,
            append::an_append_to_no_backup_is_told_so,
            append::an_append_needs_its_session_open_at_that_moment,
            append::numbers_with_a_gap_are_refused_and_harm_nobody,
            approvals::one_request_waits_for_a_person,
            approvals::of_many_askers_at_once_one_gets_the_request,
            approvals::only_who_is_there_asks_and_only_while_there,
            approvals::an_approval_is_evidence_where_it_was_asked_for,
            approvals::a_wrong_number_a_denial_and_a_report_end_the_request,
            approvals::only_a_live_approval_method_of_the_person_answers,
            approvals::a_message_is_accepted_once,
            approvals::a_report_pauses_and_throws_out_whoever_asked,
            approvals::a_reported_method_comes_back_by_link_and_approval,
            approvals::requests_are_forgotten_a_day_after_their_end,
            attempts::an_attempt_is_taken_once,
            attempts::of_fifty_at_once_one_takes_the_attempt,
            attempts::an_expired_attempt_is_not_taken,
            audit::lines_are_chained_and_found,
            audit::under_concurrent_changes_the_chain_has_no_gap,
            audit::a_change_and_its_line_and_mails_are_one,
            audit::a_line_without_a_change_may_have_mails,
            budgets::a_spent_budget_says_when_its_window_ends,
            budgets::many_at_once_get_no_more_than_the_limit,
            budgets::a_success_clears_and_keys_are_apart,
            budgets::a_clock_that_ran_ahead_locks_nobody_out,
            effects::a_replaced_slot_goes_with_its_sessions,
            effects::a_staged_slot_is_used_with_its_proposal,
            effects::using_what_was_not_staged_changes_nothing,
            effects::a_removed_member_loses_its_sessions_in_the_same_operation,
            effects::a_conflict_has_no_effects_and_a_repetition_none_twice,
            effects::proposals_open_are_confirmed_and_close,
            effects::a_slots_blob_is_replaced,
            four_eyes::a_deed_waits_until_it_is_withdrawn_or_too_old,
            four_eyes::a_deed_is_carried_out_once,
            four_eyes::a_deed_that_can_not_be_done_waits_on,
            four_eyes::passes_and_removals_are_carried_out_too,
            guesses::failures_are_counted_and_forgotten,
            guesses::of_many_guesses_at_once_one_goes_on,
            guesses::a_guess_counts_in_all_of_its_counters_or_in_none,
            guesses::guesses_at_names_nobody_has_are_forgotten,
            jobs::a_job_is_done_by_one_and_again_when_it_is_due,
            jobs::a_lease_ends_when_its_holder_died,
            jobs::a_closed_backup_is_erased_after_thirty_days_and_its_name_free,
            jobs::what_has_expired_is_swept,
            maintenance::a_healthy_store_says_so_and_has_a_size,
            members::people_are_found_by_a_part_of_their_names_a_page_at_a_time,
            members::a_person_gets_another_name_to_show,
            members::the_privileged_are_listed_and_counted,
            members::the_language_of_mails_is_kept,
            members::an_address_is_removed_from_its_person,
            members::an_invitation_is_taken_back_with_its_person,
            methods::a_method_is_seen_with_its_person_and_with_nobody_else,
            methods::the_first_everyday_method_makes_an_active_person_for_good,
            methods::a_replaced_method_goes_when_the_new_one_lives,
            methods::changes_start_from_their_state,
            methods::of_two_removals_at_once_one_happens,
            methods::of_two_sign_ins_with_one_code_one_is_accepted,
            methods::a_passkeys_counter_only_rises,
            methods::a_pass_is_one_and_its_sessions_end_with_it,
            methods::registering_anew_removes_the_chosen_kinds_and_ends_everything,
            one_times::of_two_at_once_one_gets_the_thing,
            one_times::a_thing_is_bound_to_person_and_purpose,
            one_times::looking_uses_nothing_and_time_ends_it,
            one_times::a_recovery_code_is_used_once_and_the_rest_stays,
            one_times::things_of_a_suspended_or_removed_method_are_no_good,
            one_times::a_thing_is_used_by_the_change_or_not_at_all,
            one_times::a_method_is_resumed_by_its_own_link,
            one_times::things_of_a_purpose_are_forgotten,
            outbox::a_mail_is_handed_out_until_it_is_done,
            outbox::a_failed_mail_comes_back_later_or_never,
            outbox::notices_are_kept_with_the_append_that_caused_them,
            people::a_name_belongs_to_one_person,
            people::a_change_decided_on_another_revision_does_not_happen,
            people::the_last_administrator_stays_whoever_asks_at_once,
            people::a_disabled_person_loses_sessions_and_attempts_at_once,
            people::an_address_is_confirmed_by_its_own_link_only,
            policy::the_policy_is_changed_from_what_was_seen,
            portal_sessions::a_session_lives_until_it_expires_or_ends,
            portal_sessions::stepping_up_needs_a_live_method_of_the_sessions_person,
            portal_sessions::all_but_one_end_and_with_them_the_attempts,
            reading::a_page_ends_at_its_limits_but_has_one_entry,
            reading::headers_come_without_bodies,
            reading::a_restore_has_control_entries_checkpoint_and_tail,
            reading::a_restore_of_an_earlier_state_ends_there,
            reading::a_restore_without_a_checkpoint_is_everything,
            reading::states_name_the_newest_entry_of_each_minute_and_hour,
            reading::the_time_of_storing_never_falls,
            recoveries::one_recovery_request_is_open_for_a_person,
            recoveries::a_recovery_request_is_closed_once,
            sessions::a_session_is_found_until_it_expires_or_ends,
            sessions::a_session_is_not_opened_when_the_members_changed,
            sessions::a_used_session_lives_longer_and_is_written_once_an_hour,
            sessions::a_device_is_seen_but_a_slot_is_not,
            sessions::all_sessions_of_a_member_end,
            setup::the_first_link_is_the_newest,
            setup::one_person_is_the_first,
            sign_ins::evidence_is_added_by_kind_and_by_live_methods_of_that_person_only,
            sign_ins::an_attempt_ends_in_one_session_however_often_it_is_asked,
            sign_ins::no_session_opens_on_another_revision_or_on_other_evidence,
            sign_ins::an_attempt_about_nobody_ends_in_nothing,
            sign_ins::what_has_expired_is_swept_from_the_portal_too,
            thinning::recent_history_and_its_base_stay,
            thinning::old_days_keep_their_newest_checkpoint,
            thinning::a_round_goes_on_where_it_stopped,
            thinning::a_repeated_append_succeeds_after_its_body_went,
        }
    };
    ($make:path; $($module:ident :: $case:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let (store, _kept) = $make().await;
                $crate::$module::$case(store).await;
            }
        )+
    };
}
