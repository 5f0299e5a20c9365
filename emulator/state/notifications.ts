/** 1 waits for a confirmation, 2 is from a person or an app, 3 from the portal itself */
export type NotificationType = 1 | 2 | 3

interface NotificationButtonSeed {
  title: string
  value: string
}

export interface PortalNotification {
  readonly id: number
  readonly type: NotificationType
  /** 0 = the system */
  readonly authorId: number
  readonly at: number
  readonly title: string
  /** BBCode or HTML */
  readonly text: string
  readonly module: string
  readonly event: string
  readonly buttons: readonly NotificationButtonSeed[]
  readonly canAnswer: boolean
  read: boolean
}

export type NotificationSeed = { [Field in Exclude<keyof PortalNotification, 'id'>]?: PortalNotification[Field] | undefined }

const MADE_UP: readonly NotificationSeed[] = [
  { type: 3, module: 'tasks', event: 'task_expired', text: 'The deadline of the task <a href="/company/personal/user/1/tasks/task/view/45/">&laquo;Sign the lease&raquo;</a> has passed' },
  { type: 2, module: 'blog', event: 'mention', text: 'mentioned you in a comment on [URL=/company/personal/user/1/blog/12/]New price list[/URL]', canAnswer: true },
  { type: 3, module: 'calendar', event: 'reminder', text: '[B]Quarterly review[/B] starts in 15 minutes' },
  {
    type: 1,
    module: 'calendar',
    event: 'invite',
    text: 'invites you to <b>Stand-up</b>, tomorrow at 9:30<br>Meeting room 2',
    buttons: [{ title: 'Accept', value: 'Y' }, { title: 'Decline', value: 'N' }],
  },
  { type: 2, module: 'tasks', event: 'comment', text: 'added a comment to <a href="/company/personal/user/1/tasks/task/view/42/">Prepare the offer</a>', canAnswer: true },
]

/** Everybody's notifications, the oldest first. What im.counters.get counts is what is unread here. */
export class Notifications {
  readonly #now: () => number
  readonly #takeId: () => number
  readonly #anybody: (userId: number) => number
  readonly #lists = new Map<number, PortalNotification[]>()

  /** @param anybody somebody else than the user, who may have caused a notification */
  constructor(now: () => number, takeId: () => number, anybody: (userId: number) => number) {
    this.#now = now
    this.#takeId = takeId
    this.#anybody = anybody
  }

  of(userId: number): readonly PortalNotification[] {
    return this.#lists.get(userId) ?? []
  }

  /** What is left out is made up, each time in the same order. */
  add(userId: number, seed: NotificationSeed = {}): PortalNotification {
    const list = this.#lists.get(userId) ?? []
    const isBare = seed.text === undefined && seed.type === undefined
    const madeUp = isBare ? MADE_UP[list.length % MADE_UP.length] : MADE_UP.find(({ type }) => type === seed.type)
    const type = seed.type ?? madeUp?.type ?? 3
    const notification: PortalNotification = {
      id: this.#takeId(),
      authorId: type === 3 ? 0 : this.#anybody(userId),
      at: this.#now(),
      title: '',
      text: '',
      module: 'im',
      event: 'default',
      buttons: [],
      canAnswer: false,
      read: false,
      ...given(madeUp ?? {}),
      ...given(seed),
      type,
    }
    this.#lists.set(userId, [...list, notification])
    return notification
  }

  find(userId: number, id: number): PortalNotification | undefined {
    return this.of(userId).find(notification => notification.id === id)
  }

  delete(userId: number, id: number): void {
    this.#lists.set(userId, this.of(userId).filter(notification => notification.id !== id))
  }

  /** How many are unread. */
  get(userId: number): number {
    return this.of(userId).filter(({ read }) => !read).length
  }

  /** Makes so many unread: reads the oldest ones, or adds new ones. */
  set(userId: number, unread: number): void {
    let excess = this.get(userId) - unread
    for (const notification of this.of(userId)) {
      if (excess > 0 && !notification.read) {
        notification.read = true
        excess -= 1
      }
    }
    for (; excess < 0; excess += 1) {
      this.add(userId)
    }
  }

  clear(): void {
    this.#lists.clear()
  }
}

function given(seed: NotificationSeed): Partial<PortalNotification> {
  return Object.fromEntries(Object.entries(seed).filter(([, value]) => value !== undefined))
}
