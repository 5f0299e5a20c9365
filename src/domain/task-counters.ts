/**
 * The person's task counters. A counter the portal left out is null, "not known": it answers with nothing at
 * all for a user it does not know or whose counters the person may not see, and calls that no error.
 */
export interface TaskCounters {
  /** Tasks past their deadline. */
  readonly expired: number | null
  /** Comments not read yet, in all tasks. */
  readonly newComments: number | null
}
