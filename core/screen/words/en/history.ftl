# Trash and earlier states.

trash-title = Trash
trash-intro = What was deleted stays here for 30 days.
trash-none = The trash is empty
trash-none-next = Deleted accounts stay here for 30 days.
trash-deleted = Deleted { $time } by { $device }
trash-restore = Restore
trash-restore-name = Restore: { $name }
trash-restored = { $name } is back
trash-delete = Delete for good
trash-delete-name = Delete for good: { $name }
trash-empty = Empty the trash
trash-delete-title = Delete for good?
trash-delete-text = The secret of “{ $name }” is erased here and in the backup’s present state. If the service still asks for its codes, you can no longer sign in there.
trash-empty-text = { $n ->
    [one] The secret of { $n } account is erased. If its service still asks for codes, you can no longer sign in there.
   *[other] The secrets of { $n } accounts are erased. If their services still ask for codes, you can no longer sign in there.
}
trash-deleted-done = Deleted for good

history-title = Earlier states
history-intro = The service keeps earlier states of your backup for at least 30 days. You see what would change before anything does.
history-none = There is no earlier state
history-none-next = States appear after the first changes.
history-off = Cloud backup is off
history-off-next = Earlier states are kept by the backup service.
history-number = State { $number }
history-present = the present state
history-preview = Going back to { $time }
history-preview-intro = This would change:
history-go = Go back to this state
history-go-title = Go back to this state?
history-go-text = It is a change like any other: every device follows, and you can go forward again from this page.
history-nothing = This state is the same as now.
history-done = The state of { $time } is back
history-done-next = To undo this, choose the newest state before it in the list.
