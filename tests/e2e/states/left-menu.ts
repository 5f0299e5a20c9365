import { expect } from '@playwright/test'
import { at, atSync, click, first, type Journey, press, reload, type Stage } from './state.ts'

const open = { placement: 'LEFT_MENU' } as const

const listed = first(
  ({ app }) => expect(app.locator('[data-testid="conversation"] bdi').first()).toBeVisible(),
  atSync('fresh'),
)
const search = (text: string) => ({ app }: Stage) => app.getByTestId('search').fill(text)
const unfoldTasks = ({ app }: Stage) => app.locator('[data-testid="task-details"] summary').click()

/** Muted chats fold away at the end of the list. */
async function unfoldMuted({ app, page }: Stage): Promise<void> {
  await app.getByTestId('open-peek').first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(app.locator('[data-list] button[data-roving]')).toHaveAttribute('aria-expanded', 'true')
}

async function openDetails({ app, page }: Stage): Promise<void> {
  await app.getByTestId('open-peek').first().focus()
  await page.keyboard.press('i')
}

const openPeek = first(
  ({ app }: Stage) => app.locator('[data-dialog-id="chat501"] [data-testid="open-peek"]').click(),
  ({ app }: Stage) => expect(app.getByTestId('peek-message').nth(3)).toBeVisible(),
)

/** A message of every kind, some unread, and a reply that is refused. */
async function replyInVain({ app }: Stage): Promise<void> {
  await app.getByTestId('reply').fill('Friday works.\nSee you then')
  await app.getByTestId('reply').press('Enter')
  await expect(app.getByTestId('reply-error')).toBeVisible()
}

async function lookForProject({ app }: Stage): Promise<void> {
  await app.getByTestId('project-id').fill('999')
  await app.getByTestId('project-show').click()
  await expect(app.getByTestId('task-problem')).toBeVisible()
}

/** A row with the focus, and another under the mouse. */
async function pointAtRows({ app }: Stage): Promise<void> {
  await app.getByTestId('conversation').nth(1).getByTestId('open-peek').focus()
  await app.getByTestId('conversation').nth(3).hover()
}

/** The row of a visitor whom nobody has answered, or a button of it. */
const visitor = (hook: string) => ({ app }: Stage) => app.locator(`[data-testid="conversation"][data-dialog-id="chat701"] [data-testid="${hook}"]`)
const readUnanswered = first((stage: Stage) => visitor('open-peek')(stage).focus(), press('r'))
const refuse = ({ portal }: Stage) => portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
const answerOddTask = ({ portal }: Stage) => portal.control.answer({ method: 'tasks.task.list', result: { tasks: [{ id: '' }] } })
const failWith = (code: string) => ({ portal }: Stage) => portal.control.fail({ method: '*', code })

/** The list and everything around it. */
export const leftMenuJourneys: readonly Journey[] = [
  {
    open, prepare: ({ portal }) => portal.control.hang({ on: true }),
    states: [
      { name: 'left menu, loading', act: atSync('loading') },
      { name: 'left menu', act: first(reload, listed) },
      { name: 'left menu, stale', act: first(failWith('INTERNAL_SERVER_ERROR'), click('refresh'), atSync('stale')) },
      { name: 'left menu, session over', act: first(failWith('NO_AUTH_FOUND'), click('refresh'), at('fatal')) },
    ],
  },
  {
    open,
    states: [
      { name: 'left menu, limited', act: first(listed, failWith('QUERY_LIMIT_EXCEEDED'), click('refresh'), atSync('limited')) },
      { name: 'left menu, offline', act: first(({ page }) => page.context().setOffline(true), atSync('offline')) },
    ],
  },
  { open, scenario: 'empty', states: [{ name: 'left menu, nothing unread', act: at('empty') }] },
  {
    open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['im'] }),
    states: [
      { name: 'left menu, no task scope', act: at('source-error') },
      { name: 'left menu, no messenger scope', act: first(({ portal }) => portal.control.scopes({ scopes: ['task'] }), reload, at('source-error')) },
    ],
  },
  { open, scenario: 'huge', states: [{ name: 'left menu, 5,000 chats', act: first(listed, at('list-limit')) }] },
  {
    open,
    states: [
      { name: 'filter pressed', act: first(listed, click('counter-dialog'), at('show-all')) },
      { name: 'search with a match', act: first(click('show-all'), search('deal'), ({ app }) => expect(app.getByTestId('conversation')).toHaveCount(1)) },
      { name: 'search without a match', act: first(search('zzz'), at('no-match')) },
      { name: 'task panel, loading', act: first(({ portal }) => portal.control.hang({ on: true }), unfoldTasks, at('task-panel')) },
    ],
  },
  {
    open,
    states: [
      { name: 'total explained', act: first(listed, ({ app }) => app.locator('[data-testid="explain"] summary').click(), at('explain-section-title')) },
      { name: 'task panel', act: first(unfoldTasks, at('task-role-originator')) },
      { name: 'action refused', act: first(refuse, ({ app }) => app.getByTestId('open-peek').first().focus(), press('m'), at('action-notice'), pointAtRows) },
      { name: 'task panel, no such project', act: lookForProject },
    ],
  },
  {
    open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['im', 'task', 'socialnetwork'] }),
    states: [{ name: 'task panel, projects listed', act: first(listed, unfoldTasks, at('task-role-originator'), at('project')) }],
  },
  {
    open,
    states: [
      { name: 'notifications', act: first(listed, click('filter-notify'), at('notification-button'), click('notification-delete'), at('notification-delete-confirm')) },
      { name: 'list of overdue tasks', act: first(click('filter-tasks-expired'), at('task')) },
      { name: 'list of tasks, one not understood', act: first(answerOddTask, click('filter-tasks-new-comments'), at('tasks-dropped')) },
    ],
  },
  {
    open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['im', 'task', 'imopenlines'] }),
    states: [
      { name: 'chat opened', act: first(listed, ({ app }) => app.getByTestId('open-chat').first().press('Enter'), at('notice-link')) },
      { name: 'visitor who waits for an answer', act: first(readUnanswered, at('notice-skip')) },
      { name: 'until when a chat is put aside', act: first(click('snooze'), at('snooze-message')) },
      { name: 'chats selected', act: first(press('Escape'), ({ app }) => app.getByTestId('select').first().check({ force: true }), at('bulk')) },
    ],
  },
  {
    open,
    states: [
      { name: 'muted chats unfolded', act: first(listed, unfoldMuted) },
      { name: 'chat read, to be undone', act: first(press('Home'), click('mark-read'), at('undo')) },
      { name: 'list of keys', act: first(click('shortcuts'), at('shortcut-help')) },
      { name: 'question before all is read', act: first(press('Escape'), click('mark-all-read'), at('confirm-read-all')) },
    ],
  },
  {
    open, touch: true,
    states: [
      { name: 'row menu on a phone', act: first(listed, ({ app }) => app.getByTestId('row-menu').first().tap(), at('mark-read')) },
      { name: 'row menu of a visitor who waits', act: first(
        press('Escape'), stage => visitor('row-menu')(stage).tap(), ({ app }) => expect(app.locator('dialog').getByTestId('open-chat')).toBeVisible(),
      ) },
    ],
  },
  {
    open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['im', 'task', 'imopenlines'] }),
    states: [
      { name: 'messages of a visitor who waits', act: first(listed, stage => visitor('open-peek')(stage).click(), at('line-waits'), at('skip')) },
      { name: 'details of a visitor who waits', act: first(({ app }) => app.getByTestId('peek').getByTestId('details').click(), at('line-waits'), at('chat-name')) },
    ],
  },
  {
    open, prepare: ({ portal }) => portal.control.fail({ method: 'im.dialog.get', code: 'ACCESS_ERROR' }),
    states: [
      { name: 'chat details from the list, no access', act: first(listed, openDetails, at('source-error')) },
      { name: 'chat details from the list', act: first(
        press('Escape'), ({ portal }) => portal.control.fail({ method: 'im.dialog.get', code: null }), reload, listed, openDetails, at('chat-name'),
      ) },
    ],
  },
  {
    open,
    prepare: ({ portal }) => {
      for (const attachment of ['image', 'sticker'] as const) portal.control.message({ dialogId: 'chat501', attachment })
      portal.control.message({ dialogId: 'chat501', mention: true, text: `\n${'-'.repeat(54)}\nPeter [today]\nWhen?\n${'-'.repeat(54)}\nOn Friday` })
      portal.control.fail({ method: 'im.message.add', code: 'ACCESS_ERROR' })
    },
    states: [{ name: 'messages from the list, a reply refused', act: first(listed, openPeek, replyInVain) }],
  },
  {
    open, prepare: ({ portal }) => portal.control.fail({ method: 'im.dialog.messages.get', code: 'ACCESS_ERROR' }),
    states: [{ name: 'messages from the list, no access', act: first(listed, click('open-peek'), at('peek-retry')) }],
  },
  { open: { placement: 'DEFAULT' }, states: [{ name: 'settings of an administrator', act: first(listed, click('settings'), at('share-settings')) }] },
  { open: { ...open, user: 2 }, states: [{ name: 'settings of an employee', act: first(atSync('fresh'), click('settings'), at('settings-panel')) }] },
]
