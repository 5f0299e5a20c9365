import { expect } from '@playwright/test'
import { at, atSync, click, first, type Stage, type State } from './state.ts'

const open = { placement: 'LEFT_MENU' } as const

const listed = first(
  ({ app }) => expect(app.locator('[data-testid="conversation"] bdi').first()).toBeVisible(),
  atSync('fresh'),
)
const search = (text: string) => first(listed, ({ app }) => app.getByTestId('search').fill(text))
const unfoldTasks = first(listed, ({ app }) => app.locator('[data-testid="task-details"] summary').click(), at('task-role-originator'))

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

const readUnanswered = ({ app }: Stage) => app.locator('[data-dialog-id="chat701"] [data-testid="mark-read"]').click()
const refuse = ({ portal }: Stage) => portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
const failWith = (code: string) => ({ portal }: Stage) => portal.control.fail({ method: '*', code })

/** The list and everything around it. */
export const leftMenuStates: readonly State[] = [
  { name: 'left menu, loading', open, prepare: ({ portal }) => portal.control.hang({ on: true }), act: atSync('loading') },
  { name: 'left menu', open, act: listed },
  { name: 'left menu, stale', open, act: first(listed, failWith('INTERNAL_SERVER_ERROR'), click('refresh'), atSync('stale')) },
  { name: 'left menu, nothing unread', open, scenario: 'empty', act: at('empty') },
  { name: 'left menu, no task scope', open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['im'] }), act: at('source-error') },
  { name: 'left menu, no messenger scope', open, prepare: ({ portal }) => portal.control.scopes({ scopes: ['task'] }), act: at('source-error') },
  { name: 'left menu, limited', open, act: first(listed, failWith('QUERY_LIMIT_EXCEEDED'), click('refresh'), atSync('limited')) },
  { name: 'left menu, offline', open, act: first(listed, ({ page }) => page.context().setOffline(true), atSync('offline')) },
  { name: 'left menu, 5,000 chats', open, scenario: 'huge', act: first(listed, at('list-limit')) },
  { name: 'left menu, session over', open, act: first(listed, failWith('NO_AUTH_FOUND'), click('refresh'), at('fatal')) },
  { name: 'muted chats unfolded', open, act: first(listed, unfoldMuted) },
  { name: 'filter pressed', open, act: first(listed, click('counter-dialog'), at('show-all')) },
  { name: 'search with a match', open, act: first(search('deal'), ({ app }) => expect(app.getByTestId('conversation')).toHaveCount(1)) },
  { name: 'search without a match', open, act: first(search('zzz'), at('no-match')) },
  { name: 'total explained', open, act: first(listed, ({ app }) => app.locator('[data-testid="explain"] summary').click(), at('explain-section-title')) },
  { name: 'task panel', open, act: unfoldTasks },
  {
    name: 'task panel, projects listed', open, act: first(unfoldTasks, at('project')),
    prepare: ({ portal }) => portal.control.scopes({ scopes: ['im', 'task', 'socialnetwork'] }),
  },
  { name: 'task panel, no such project', open, act: first(unfoldTasks, lookForProject) },
  { name: 'task panel, loading', open, act: first(
    listed,
    ({ portal }) => portal.control.hang({ on: true }),
    ({ app }) => app.locator('[data-testid="task-details"] summary').click(),
    at('task-panel'),
  ) },
  { name: 'notifications', open, act: first(listed, click('filter-notify'), at('notification-button'), click('notification-delete'), at('notification-delete-confirm')) },
  { name: 'list of overdue tasks', open, act: first(listed, click('filter-tasks-expired'), at('task')) },
  { name: 'action refused', open, act: first(listed, refuse, click('mute'), at('action-notice')) },
  {
    name: 'visitor who waits for an answer', open, act: first(listed, readUnanswered, at('notice-skip')),
    prepare: ({ portal }) => portal.control.scopes({ scopes: ['im', 'task', 'imopenlines'] }),
  },
  { name: 'chat read, to be undone', open, act: first(listed, click('mark-read'), at('undo')) },
  { name: 'until when a chat is put aside', open, act: first(listed, click('snooze'), at('snooze-message')) },
  { name: 'chats selected', open, act: first(listed, ({ app }) => app.getByTestId('select').first().check({ force: true }), at('bulk')) },
  { name: 'chat opened', open, act: first(listed, ({ app }) => app.getByTestId('open-chat').first().press('Enter'), at('notice-link')) },
  { name: 'row menu on a phone', open, touch: true, act: first(listed, ({ app }) => app.getByTestId('row-menu').first().tap(), at('mark-read')) },
  { name: 'chat details from the list', open, act: first(listed, openDetails, at('chat-name')) },
  {
    name: 'chat details from the list, no access', open, act: first(listed, openDetails, at('source-error')),
    prepare: ({ portal }) => portal.control.fail({ method: 'im.dialog.get', code: 'ACCESS_ERROR' }),
  },
  {
    name: 'messages from the list, a reply refused', open, act: first(listed, openPeek, replyInVain),
    prepare: ({ portal }) => {
      for (const attachment of ['image', 'sticker'] as const) portal.control.message({ dialogId: 'chat501', attachment })
      portal.control.message({ dialogId: 'chat501', mention: true, text: `\n${'-'.repeat(54)}\nPeter [today]\nWhen?\n${'-'.repeat(54)}\nOn Friday` })
      portal.control.fail({ method: 'im.message.add', code: 'ACCESS_ERROR' })
    },
  },
  {
    name: 'messages from the list, no access', open, act: first(listed, click('open-peek'), at('peek-retry')),
    prepare: ({ portal }) => portal.control.fail({ method: 'im.dialog.messages.get', code: 'ACCESS_ERROR' }),
  },
  { name: 'list of keys', open, act: first(listed, click('shortcuts'), at('shortcut-help')) },
  { name: 'question before all is read', open, act: first(listed, click('mark-all-read'), at('confirm-read-all')) },
  { name: 'settings of an administrator', open: { placement: 'DEFAULT' }, act: first(listed, click('settings'), at('share-settings')) },
  { name: 'settings of an employee', open: { ...open, user: 2 }, act: first(atSync('fresh'), click('settings'), at('settings-panel')) },
]
