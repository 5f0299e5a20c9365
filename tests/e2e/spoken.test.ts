import type { FrameLocator } from '@playwright/test'
import { expect, expectCounts, fixture, row, syncState, test } from './portal.ts'

/** What a screen reader is given: the tree of roles and names that Chromium makes of the page. */
const body = (app: FrameLocator) => app.locator('body')

test('the left menu has one heading, two named regions, and rows that say everything in one name', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  await expect(body(app)).toMatchAriaSnapshot(`
    - main:
      - heading "Unread" [level=1]
      - paragraph: 43 Waiting for you 38 messages · 4 notifications · 1 overdue task
      - button "Refresh"
      - button "Settings"
      - navigation "Counters":
        - list:
          - listitem:
            - button "All 38" [pressed]
          - listitem:
            - button "For me 4"
        - list:
          - listitem:
            - button "Private chats 4"
        - list:
          - listitem:
            - button "Notifications 4"
        - list:
          - listitem:
            - button "Overdue tasks 1"
      - region "Unread chats":
        - searchbox "Search by name"
        - button "Mark all as read"
        - list:
          - listitem:
            - link "Open Peter Johnson, Private chat, 3 unread messages"
            - button "Mark as read"
            - button "Mark as unread"
            - button "Mute"
          - listitem:
            - link "Open Ken Sato, Private chat, Marked as unread"
  `)
  await app.getByTestId('filter-dialog').click()
  await expect(app.getByRole('button', { pressed: true })).toHaveAccessibleName('Private chats 4')
})

test('a chat has its name as heading, its numbers as terms, and named regions', async ({ open }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-name')).toBeVisible()
  await expect(body(app)).toMatchAriaSnapshot(`
    - main:
      - button "Refresh"
      - heading "Project team" [level=1]
      - list:
        - listitem: Group chat
      - paragraph: You are the owner
      - button "Mark as read"
      - button "Mute"
      - term: Unread
      - definition: "8"
      - region "About this chat":
        - heading "About this chat" [level=2]
      - region "Read by":
        - heading "Read by" [level=2]
  `)
})

test('what is loading alarms nobody: task counters by role, the left menu, a chat, an installation', async ({ open, portal }) => {
  const menu = await open({ placement: 'LEFT_MENU' })
  await expect(row(menu, '547')).toContainText('Peter Johnson')
  portal.control.hang({ on: true })
  await menu.locator('[data-testid="task-details"] summary').click()
  await expect(menu.getByTestId('task-role-total').getByTestId('skeleton').first()).toBeVisible()
  await expect(menu.getByRole('alert')).toHaveCount(0)

  for (const opening of [{ placement: 'LEFT_MENU' }, { placement: 'IM_SIDEBAR', dialog: 'chat1435' }, { placement: 'DEFAULT' }] as const) {
    if (opening.placement === 'DEFAULT') portal.control.install({ installed: false })
    const app = await open(opening)
    await expect(app.getByTestId('skeleton').first()).toBeAttached()
    await expect(app.getByRole('alert')).toHaveCount(0)
  }
})

test('news and what an action came to are announced politely, a failure at once', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  portal.control.message({ dialogId: '547', count: 2 })
  await app.getByTestId('refresh').click()
  await expect(app.getByRole('status').filter({ hasText: '2 new messages in Peter Johnson' })).toHaveAttribute('aria-live', 'polite')

  await row(app, '547').getByTestId('mark-read').click()
  await expect(app.getByRole('status').filter({ hasText: /Peter Johnson\W* marked as read/ })).toHaveAttribute('aria-live', 'polite')

  portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
  await expect(syncState(app, 'fresh')).toBeVisible()
  await row(app, 'chat1435').getByTestId('mute').click()
  await expect(app.getByRole('alert')).toContainText('Project team')
})
