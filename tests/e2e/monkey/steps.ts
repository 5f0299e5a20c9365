import { setVisibility } from '../portal.ts'
import { openFrame } from './frames.ts'
import type { Frame, World } from './world.ts'

/** One thing that happens. Its name is printed, so that a run can be read. */
export interface Step {
  readonly name: string
  /** How often it happens beside the others. */
  readonly weight: number
  /** Whether the person may change something, which shows before the portal knows. */
  readonly acts?: true
  readonly run: (world: World) => Promise<void> | void
}

const pick = <T>(random: () => number, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]

/** A chat the current user is in. */
function someChat({ portal, random }: World): string {
  const { portal: state } = portal
  const me = state.currentUserId
  const ids = [...state.chats.values()].filter(({ members }) => members.has(me)).map(({ id, section, members }) => (
    section === 'private' ? String([...members].find(member => member !== me) ?? me) : `chat${id}`
  ))
  return pick(random, ids) ?? 'chat501'
}

const passing = [
  'QUERY_LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER', 'SOMETHING_NEW', 'expired_token',
] as const

/** HTML without a code of REST. */
const proxyPages = [401, 403, 404, 502, 503] as const

/** In a frame that is there; nothing where it shows something else just now. */
async function act(world: World, what: (frame: Frame) => Promise<void>): Promise<void> {
  const frame = pick(world.random, world.frames)
  if (frame !== undefined) await what(frame).catch(() => undefined)
}

const lists = ['all', 'for-me', 'muted', 'notify', 'tasks-expired', 'tasks-new-comments'] as const

/** A moment is enough: what is not there to click is not there for a person either. */
const soon = { timeout: 300 } as const

const steps: readonly Step[] = [
  { name: 'time passes', weight: 10, run: ({ history, random }) => history.pass(Math.ceil(500 + random() * 20_000)) },
  { name: 'a long time passes', weight: 1, run: ({ history }) => history.pass(120_000) },

  { name: 'the computer sleeps', weight: 0.5, run: ({ history, random }) => history.sleep(Math.ceil(60_000 + random() * 3_600_000)) },

  { name: 'somebody writes', weight: 6, run: (world) => {
    world.portal.control.message({ dialogId: someChat(world), count: 1 + Math.floor(world.random() * 3) })
  } },
  { name: 'read elsewhere', weight: 3, run: world => world.portal.control.read({ dialogId: someChat(world) }) },
  { name: 'muted elsewhere', weight: 1, run: world => world.portal.control.mute({ dialogId: someChat(world), mute: world.random() < 0.5 }) },
  { name: 'a notification', weight: 2, run: ({ portal }) => portal.control.notify() },
  { name: 'a task is overdue, or done', weight: 1, run: ({ portal, random }) => {
    const task = pick(random, [...portal.portal.tasks.values()])
    if (task !== undefined) portal.control.taskOverdue({ taskId: task.id, overdue: !task.overdue })
  } },

  { name: 'a passing fault', weight: 3, run: ({ portal, random }) => {
    portal.control.fail({ code: pick(random, passing) ?? passing[0], times: 1 + Math.floor(random() * 3) })
  } },
  { name: 'a fault of the counters', weight: 1, run: ({ portal, random }) => {
    portal.control.fail({ method: 'im.counters.get', code: pick(random, passing) ?? passing[0], times: 2 })
  } },
  { name: 'a page of a proxy', weight: 1, run: ({ portal, random }) => {
    portal.control.page({ status: pick(random, proxyPages) ?? proxyPages[0], times: 1 + Math.floor(random() * 3) })
  } },
  { name: 'a session is gone', weight: 0.5, run: ({ portal }) => portal.control.fail({ code: 'NO_AUTH_FOUND', times: 1 }) },
  { name: 'a dropped connection', weight: 1, run: ({ portal }) => portal.control.drop({ times: 2 }) },
  { name: 'tokens expire', weight: 1, run: ({ portal }) => portal.control.expireToken() },
  { name: 'a permission is taken away', weight: 0.5, run: ({ portal }) => portal.control.scopes({ scopes: ['im'] }) },
  { name: 'all permissions are granted', weight: 1, run: ({ portal }) => portal.control.scopes({ scopes: allScopes }) },
  { name: 'the portal is slow', weight: 0.5, run: ({ portal }) => portal.control.latency({ ms: 200 }) },
  { name: 'the portal is quick', weight: 1, run: ({ portal }) => portal.control.latency({ ms: 0 }) },
  { name: 'the network is gone', weight: 0.5, run: ({ context }) => context.setOffline(true) },
  { name: 'the network is back', weight: 1, run: ({ context }) => context.setOffline(false) },

  { name: 'the person reads a chat', weight: 2, acts: true, run: world => act(world, async ({ app }) => {
    const row = app.getByTestId('conversation').nth(Math.floor(world.random() * 5))
    await row.hover(soon)
    await row.getByTestId('mark-read').click(soon)
  }) },
  { name: 'the person mutes a chat', weight: 1, acts: true, run: world => act(world, async ({ app }) => {
    const row = app.getByTestId('conversation').nth(Math.floor(world.random() * 5))
    await row.hover(soon)
    await row.getByTestId('mute').click(soon)
  }) },
  { name: 'the person opens a conversation', weight: 1, run: world => act(world, ({ app }) => (
    app.getByTestId('open-peek').nth(Math.floor(world.random() * 5)).click(soon)
  )) },
  { name: 'the person goes to a list', weight: 1, run: world => act(world, ({ app }) => (
    app.getByTestId(`filter-${pick(world.random, lists) ?? lists[0]}`).click(soon)
  )) },
  { name: 'the person refreshes', weight: 1, run: world => act(world, ({ app }) => app.getByTestId('refresh').click(soon)) },
  { name: 'the person searches', weight: 1, run: world => act(world, ({ app }) => (
    app.getByTestId('search').fill(pick(world.random, ['', 'a', 'anna', '$result[x]', 'ü'] as const) ?? '', soon)
  )) },
  { name: 'the person presses a key', weight: 2, acts: true, run: world => act(world, ({ page }) => (
    page.keyboard.press(pick(world.random, ['j', 'k', 'r', 'u', '/', 'Escape', 'ArrowDown', 'Tab'] as const) ?? 'j')
  )) },
  { name: 'the person looks away', weight: 1, run: world => act(world, ({ app }) => setVisibility(app, 'hidden')) },
  { name: 'the person looks again', weight: 2, run: world => act(world, ({ app }) => setVisibility(app, 'visible')) },

  { name: 'a frame is closed', weight: 0.7, run: async ({ frames, random }) => {
    if (frames.length < 2) return
    const [frame] = frames.splice(Math.floor(random() * frames.length), 1)
    await frame?.page.close()
  } },
  { name: 'a frame is opened', weight: 1, run: async (world) => {
    if (world.frames.length < 3) await openFrame(world, world.random() < 0.7 ? null : someChat(world))
  } },
]

export const allScopes = ['im', 'task', 'placement', 'user', 'socialnetwork']

/** The next step, drawn by weight. */
export function draw(random: () => number): Step {
  let left = random() * steps.reduce((sum, { weight }) => sum + weight, 0)
  for (const step of steps) {
    left -= step.weight
    if (left < 0) return step
  }
  throw new Error('There is always a step.')
}
