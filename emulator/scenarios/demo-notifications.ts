import type { NotificationSeed } from '../state/notifications.ts'

/** The oldest first; six of them unread. */
export const DEMO_NOTIFICATIONS: (NotificationSeed & { minutesAgo: number })[] = [
  { minutesAgo: 3000, type: 3, authorId: 0, module: 'socialnetwork', event: 'invite', text: 'You are now a member of <a href="/workgroups/group/3/">Product team</a>', read: true },
  { minutesAgo: 1700, type: 2, authorId: 10, module: 'blog', event: 'post', text: 'posted <a href="/company/personal/user/1/blog/31/">&laquo;We are moving!&raquo;</a>', read: true },
  { minutesAgo: 620, type: 3, authorId: 0, module: 'tasks', event: 'task_expired', text: 'The deadline of <a href="/company/personal/user/1/tasks/task/view/45/">Sign the lease</a> has passed' },
  { minutesAgo: 400, type: 2, authorId: 7, module: 'blog', event: 'mention', text: 'mentioned you: [URL=/company/personal/user/1/blog/28/]Spring campaign[/URL], [I]who talks to the printers?[/I]', canAnswer: true },
  {
    minutesAgo: 190,
    type: 1,
    authorId: 10,
    module: 'calendar',
    event: 'invite',
    title: 'Invitation',
    text: 'invites you to <b>Interview: second round</b><br>tomorrow, 10:00 &ndash; 11:00, meeting room 2',
    buttons: [{ title: 'Accept', value: 'Y' }, { title: 'Decline', value: 'N' }],
  },
  { minutesAgo: 75, type: 2, authorId: 9, module: 'tasks', event: 'comment', text: 'أضاف تعليقًا إلى <a href="/company/personal/user/1/tasks/task/view/43/">Stocktaking before the move</a>', canAnswer: true },
  { minutesAgo: 35, type: 2, authorId: 2, module: 'crm', event: 'deal', text: 'made you responsible for the deal <a href="/crm/deal/details/1663/">Hartmann GmbH, 85 seats</a>' },
  {
    minutesAgo: 6,
    type: 1,
    authorId: 5,
    module: 'bizproc',
    event: 'approve',
    title: 'Approval',
    text: 'asks you to approve the invoice <a href="/company/personal/bizproc/118/">2026-118</a>: 4&nbsp;200,00&nbsp;&euro;',
    buttons: [{ title: 'Approve', value: 'Y' }, { title: 'Reject', value: 'N' }],
  },
]
