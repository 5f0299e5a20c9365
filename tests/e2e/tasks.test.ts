import type { FrameLocator } from '@playwright/test'
import { countOf, expect, expectCounts, requestsOf, row, test } from './portal.ts'

const role = (app: FrameLocator, name: string, counter: 'expired' | 'newComments') => (
  app.getByTestId(`task-role-${name}`).locator(`[data-counter="${counter}"]`)
)
const problem = (app: FrameLocator) => app.getByTestId('task-problem')

async function unfold(app: FrameLocator): Promise<void> {
  await expectCounts(app, { 'tasks-expired': 1 })
  await app.getByText('Tasks by role and project').click()
}

async function showProject(app: FrameLocator, id: string): Promise<void> {
  await app.getByTestId('project-id').fill(id)
  await app.getByTestId('project-show').click()
}

test('unfolds the counters by role, in one request', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  const before = portal.requests.length
  await unfold(app)
  await expect(role(app, 'total', 'expired')).toHaveAttribute('data-count', '1')
  await expect(role(app, 'total', 'newComments')).toHaveAttribute('data-count', '7')
  await expect(role(app, 'responsible', 'expired')).toHaveAttribute('data-count', '1')
  await expect(role(app, 'responsible', 'newComments')).toHaveAttribute('data-count', '7')
  for (const name of ['accomplice', 'auditor', 'originator']) {
    await expect(role(app, name, 'expired')).toHaveAttribute('data-count', '0')
  }
  // The list beside it asks for its own rows, whenever it gets to it.
  const asked = requestsOf(portal).slice(before).filter(commands => commands.includes('tasks.task.counters.get') && !commands.includes('im.counters.get'))
  expect(asked).toHaveLength(1)
  expect(asked[0]?.filter(method => method === 'tasks.task.counters.get')).toHaveLength(5)
})

test('tells no access, no such project and no answer apart', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await unfold(app)
  await showProject(app, '3')
  await expect(role(app, 'total', 'expired')).toHaveAttribute('data-count', '1')
  await showProject(app, '999')
  await expect(problem(app)).toHaveAttribute('data-code', '0')
  await expect(problem(app)).toContainText('This project doesn’t exist')
  portal.control.answer({ method: 'tasks.task.counters.get', params: { groupId: 3 }, result: [] })
  await showProject(app, '3')
  await expect(problem(app)).toHaveAttribute('data-code', 'nothing')
  await expect(problem(app)).toContainText('provides no task counters')
  portal.control.scopes({ scopes: ['im'] })
  await showProject(app, '')
  await expect(problem(app)).toHaveAttribute('data-code', 'insufficient_scope')
  await expect(problem(app)).toContainText('no access')
})

test('lets the person pick a project where the portal lists them', async ({ open, portal }) => {
  portal.control.scopes({ scopes: ['im', 'task', 'socialnetwork'] })
  const app = await open({ placement: 'LEFT_MENU' })
  await unfold(app)
  await expect(role(app, 'total', 'newComments')).toHaveAttribute('data-count', '7')
  await expect(app.getByTestId('project-id')).toHaveCount(0)
  await app.getByTestId('project').selectOption({ label: 'Finance' })
  await expect(role(app, 'total', 'newComments')).toHaveAttribute('data-count', '7')
  await app.getByTestId('project').selectOption({ label: 'All projects' })
  await expect(role(app, 'total', 'expired')).toHaveAttribute('data-count', '1')
})

test('finds a project by name on the portal, beyond the first fifty', async ({ open, portal }) => {
  portal.control.scopes({ scopes: ['im', 'task', 'socialnetwork'] })
  for (let id = 100; id < 160; id += 1) {
    portal.portal.groups.set(id, { id, name: `Alpha ${String(id)}`, members: new Set([1]), visible: true, chatId: null })
  }
  const app = await open({ placement: 'LEFT_MENU' })
  await unfold(app)
  const options = app.getByTestId('project').locator('option')
  await expect(options).toHaveCount(51)
  await expect(options.filter({ hasText: 'Finance' })).toHaveCount(0)

  await app.getByTestId('project-search').fill('INAN')
  await expect(options).toHaveText(['All projects', 'Finance'])
  await app.getByTestId('project').selectOption({ label: 'Finance' })
  await expect(role(app, 'total', 'newComments')).toHaveAttribute('data-count', '7')
  await app.getByTestId('project-search').fill('nothing like it')
  await expect(app.getByTestId('project-search-status')).toHaveText('No matches')
  await expect(options).toHaveText(['All projects', 'Finance'])

  portal.control.fail({ method: 'socialnetwork.api.workgroup.list', code: 'INTERNAL_SERVER_ERROR' })
  await app.getByTestId('project-search').fill('alpha 12')
  await expect(app.getByTestId('project-search-status')).toContainText('Bitrix24 couldn’t search')
  await expect(options).toHaveCount(12)
  await app.getByTestId('project-search').fill('')
  await expect(app.getByTestId('project-search-status')).toHaveText('')
  await expect(options).toHaveCount(52)
})

test('overdue tasks and those with new comments are listed by name, and open in a slider, asking once who the person is', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { 'tasks-expired': 1 })
  await countOf(app, 'tasks-expired').click()
  const overdue = app.locator('[data-testid="task"][data-overdue="true"]')
  await expect(overdue).toHaveCount(1)
  await overdue.click()
  await expect(page.getByTestId('slider')).toHaveAttribute('data-path', /\/company\/personal\/user\/1\/tasks\/task\/view\/\d+\//)
  await page.getByTestId('slider-close').click()
  await countOf(app, 'tasks-new-comments').click()
  await expect(app.getByTestId('task-comments').first()).toBeVisible()
  await app.getByTestId('open-tasks').click()
  await expect(page.getByTestId('slider')).toHaveAttribute('data-path', /\/company\/personal\/user\/1\/tasks\/$/)
  expect(requestsOf(portal).flat().filter(method => method === 'profile')).toHaveLength(1)
})

test.describe('in the demo office', () => {
  test.use({ scenario: 'demo' })

  test('a task\'s chat leads to its task', async ({ open, page }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(row(app, 'chat801')).toContainText('Prepare the offer')
    // The actions of a row are drawn last, and are shown to whoever points at it.
    await row(app, 'chat801').hover()
    await row(app, 'chat801').getByTestId('open-entity').click()
    await expect(page.getByTestId('slider')).toHaveAttribute('data-path', /\/tasks\/task\/view\/42\//)
  })
})
