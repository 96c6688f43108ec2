//! The contract that every storage backend must pass.
//!
//! Each case is a function that takes a fresh, empty store and panics where the store breaks its word. A backend runs all of
//! them with one line in its tests, [`contract!`]. Adding a case: a `pub async fn` in the noun's module, and its name in the
//! list of the macro below.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a contract case fails by panicking")]

use std::sync::Arc;

use regain_storage::BackupStorage;

pub mod accounts;
pub mod alerts;
pub mod append;
pub mod attempts;
pub mod budgets;
pub mod effects;
pub mod jobs;
pub mod maintenance;
pub mod outbox;
pub mod reading;
pub mod sessions;
pub mod story;
pub mod thinning;

/// A store under test.
pub type Store = Arc<dyn BackupStorage>;

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
            append::appended_entries_become_the_head,
            append::the_same_append_again_is_a_success_whatever_the_head_is_now,
            append::another_head_is_a_conflict_that_changes_nothing,
            append::a_run_that_partly_matches_is_a_conflict,
            append::one_appender_wins_each_position_and_nothing_is_lost,
            append::an_append_to_no_backup_is_told_so,
            append::an_append_needs_its_session_open_at_that_moment,
            append::numbers_with_a_gap_are_refused_and_harm_nobody,
            attempts::an_attempt_is_taken_once,
            attempts::of_fifty_at_once_one_takes_the_attempt,
            attempts::an_expired_attempt_is_not_taken,
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
            jobs::a_job_is_done_by_one_and_again_when_it_is_due,
            jobs::a_lease_ends_when_its_holder_died,
            jobs::a_closed_backup_is_erased_after_thirty_days_and_its_name_free,
            jobs::what_has_expired_is_swept,
            maintenance::a_healthy_store_says_so_and_has_a_size,
            outbox::a_mail_is_handed_out_until_it_is_done,
            outbox::a_failed_mail_comes_back_later_or_never,
            outbox::notices_are_kept_with_the_append_that_caused_them,
            reading::a_page_ends_at_its_limits_but_has_one_entry,
            reading::headers_come_without_bodies,
            reading::a_restore_has_control_entries_checkpoint_and_tail,
            reading::a_restore_of_an_earlier_state_ends_there,
            reading::a_restore_without_a_checkpoint_is_everything,
            reading::states_name_the_newest_entry_of_each_minute_and_hour,
            reading::the_time_of_storing_never_falls,
            sessions::a_session_is_found_until_it_expires_or_ends,
            sessions::a_session_is_not_opened_when_the_members_changed,
            sessions::a_used_session_lives_longer_and_is_written_once_an_hour,
            sessions::a_device_is_seen_but_a_slot_is_not,
            sessions::all_sessions_of_a_member_end,
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
