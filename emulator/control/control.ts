import { EVERY_REQUEST, type Failure, type Faults, type ForeignAnswer, type LiteralAnswer, type OptionSaving } from '../faults.ts'
import type { BucketLimits, LeakyBucket } from '../rest/leaky-bucket.ts'
import type { OperatingRules, OperatingTime } from '../rest/operating-time.ts'
import type { RequestLog } from '../rest/request-log.ts'
import type { Params } from '../rest/params.ts'
import type { ScenarioName, ScenarioOptions } from '../scenarios/index.ts'
import { welcomeVisitor } from '../scenarios/visitors.ts'
import { isReadable, markChat, muteChat, readChat } from '../state/conversation.ts'
import type { CounterCaps, PortalShape, ReadingRules } from '../state/model.ts'
import type { NotificationType } from '../state/notifications.ts'
import type { Portal } from '../state/portal.ts'
import type { Tokens } from '../tokens.ts'
import { ControlError } from './control-error.ts'
import { chatOf, sendAs, type MessageRequest, type Viewpoint } from './messages.ts'
import type { OfficeDay } from './office-day.ts'
import { comment, setOverdue, type CommentRequest, type OverdueRequest } from './tasks.ts'
import { summary, type Summary } from './summary.ts'

export interface ControlParts {
  portal: Portal
  tokens: Tokens
  faults: Faults
  bucket: LeakyBucket
  operating: OperatingTime
  officeDay: OfficeDay
  log: RequestLog
  load(name: ScenarioName, options?: ScenarioOptions): void
}

/** What a proxy may show while the portal is being maintained. */
const MAINTENANCE = '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>'

export interface NotifyRequest extends Viewpoint {
  count?: number | undefined
  /** 1: to confirm, 2: from a person, 3: from the portal */
  type?: NotificationType | undefined
  text?: string | undefined
  from?: number | undefined
}

export type DialogRequest<Extra = unknown> = Viewpoint & { dialogId: string } & Extra

/** Drives the portal: what colleagues do, what the administrator sets, what goes wrong. */
export class Control {
  readonly #parts: ControlParts

  constructor(parts: ControlParts) {
    this.#parts = parts
  }

  /** Somebody else writes to a chat. */
  message(request: MessageRequest): { messageIds: number[] } {
    return { messageIds: sendAs(this.#parts.portal, request) }
  }

  read(request: DialogRequest): void {
    const { portal } = this.#parts
    readChat(portal, chatOf(portal, request), this.#viewer(request))
  }

  /** The person reads everything elsewhere, notifications too; a visitor nobody has answered goes on waiting. */
  readAll(request: Viewpoint = {}): void {
    const { portal } = this.#parts
    const userId = this.#viewer(request)
    for (const chat of portal.chatsOf(userId)) {
      if (isReadable(chat, userId)) {
        readChat(portal, chat, userId)
      }
    }
    portal.unreadNotifications.set(userId, 0)
  }

  mute(request: DialogRequest<{ mute: boolean }>): void {
    muteChat(chatOf(this.#parts.portal, request), this.#viewer(request), request.mute)
  }

  mark(request: DialogRequest<{ unread: boolean }>): void {
    const { portal } = this.#parts
    markChat(portal, chatOf(portal, request), this.#viewer(request), request.unread)
  }

  /** So many new notifications, all alike where it is said what they are; with a negative count, so many are read. */
  notify({ count = 1, userId: viewer, from, ...seed }: NotifyRequest = {}): void {
    const { unreadNotifications } = this.#parts.portal
    const userId = this.#viewer({ userId: viewer })
    if (count < 0) {
      unreadNotifications.set(userId, Math.max(0, unreadNotifications.get(userId) + count))
    }
    for (let added = 0; added < count; added += 1) {
      unreadNotifications.add(userId, { ...seed, authorId: from })
    }
  }

  taskOverdue(request: OverdueRequest = {}): { taskId: number } {
    return setOverdue(this.#parts.portal, request)
  }

  taskComment(request: CommentRequest = {}): { taskId: number } {
    return comment(this.#parts.portal, request)
  }

  /** The user of pages opened from now on. */
  user({ id }: { id: number }): void {
    if (!this.#parts.portal.users.has(id)) {
      throw new ControlError(`No user ${id}`)
    }
    this.#parts.portal.currentUserId = id
  }

  shape({ shape }: { shape: PortalShape }): void {
    this.#parts.portal.shape = shape
  }

  /** How far the portal counts. */
  caps(caps: { [Cap in keyof CounterCaps]?: number | undefined }): void {
    const { portal } = this.#parts
    portal.caps = { messages: caps.messages ?? portal.caps.messages, chats: caps.chats ?? portal.caps.chats }
  }

  /** What reading all, and clearing a mark, do on this portal. */
  reading(rules: { [Rule in keyof ReadingRules]?: boolean | undefined }): void {
    const { portal } = this.#parts
    const { allClearsNotifications, allReadsMuted, unmarkReads } = portal.reading
    portal.reading = {
      allClearsNotifications: rules.allClearsNotifications ?? allClearsNotifications,
      allReadsMuted: rules.allReadsMuted ?? allReadsMuted,
      unmarkReads: rules.unmarkReads ?? unmarkReads,
    }
  }

  /** A new visitor writes to an open line. */
  visitor(request: Viewpoint = {}): { dialogId: string } {
    const chat = welcomeVisitor(this.#parts.portal, this.#viewer(request))
    return { dialogId: `chat${chat.id}` }
  }

  /** Lets things happen by themselves, the same ones for the same seed, or ends that. */
  officeDay({ on, seed, ...request }: Viewpoint & { on: boolean, seed?: number | undefined }): void {
    const { officeDay } = this.#parts
    if (on) {
      officeDay.start({ userId: this.#viewer(request), seed })
    } else {
      officeDay.stop()
    }
  }

  /** Whether somebody has taken the visitor of an open line. */
  line({ answered, ...request }: DialogRequest<{ answered: boolean }>): void {
    const chat = chatOf(this.#parts.portal, request)
    if (chat.section !== 'lines') {
      throw new ControlError(`${request.dialogId} is no open line`)
    }
    chat.unanswered = !answered
  }

  /** Takes the app back to the moment before its installation, or ends the installation. */
  install({ installed }: { installed: boolean }): void {
    const { portal } = this.#parts
    portal.installed = installed
    portal.firstRun = !installed
    if (!installed) {
      portal.placements = []
    }
  }

  /** A portal that has not heard of these placements. */
  placements({ missing }: { missing: string[] }): void {
    const { missingPlacements } = this.#parts.portal
    missingPlacements.clear()
    for (const placement of missing) {
      missingPlacements.add(placement)
    }
  }

  expireToken(): void {
    this.#parts.tokens.expireAll()
  }

  refresh({ allowed }: { allowed: boolean }): void {
    this.#parts.faults.refreshAllowed = allowed
  }

  scopes({ scopes }: { scopes: string[] }): void {
    this.#parts.portal.scopes = new Set(scopes)
  }

  access({ allowed, ...request }: DialogRequest<{ allowed: boolean }>): void {
    const { portal } = this.#parts
    const { id } = chatOf(portal, request)
    if (allowed) {
      portal.deniedChats.delete(id)
    } else {
      portal.deniedChats.add(id)
    }
  }

  bucket({ level, x, y, refusals }: { [Limit in keyof BucketLimits]?: BucketLimits[Limit] | undefined } & { level?: number | undefined }): void {
    const { bucket } = this.#parts
    const { limits } = bucket
    bucket.limits = { x: x ?? limits.x, y: y ?? limits.y, refusals: refusals ?? limits.refusals }
    if (level !== undefined) {
      bucket.fill(level)
    }
  }

  /** `code: null` ends the failure; with the method `*` it ends them all. */
  fail({ method = EVERY_REQUEST, code, ...failure }: { method?: string | undefined, code: string | null } & Omit<Failure, 'code'>): void {
    this.#parts.faults.fail(method, code === null ? null : { code, ...failure })
  }

  /** Something in front of the portal answers REST by a page of its own, without a code; `null` ends it. */
  page(page: { status: number, body?: string | undefined, type?: string | undefined, times?: number | undefined } | null): void {
    const answer: ForeignAnswer | null = page && { ...page, body: page.body ?? MAINTENANCE, type: page.type ?? 'text/html; charset=utf-8' }
    this.#parts.faults.interpose(answer)
  }

  /** What becomes of options the app hands to the bridge. */
  optionSaving({ saving }: { saving: OptionSaving }): void {
    this.#parts.faults.optionSaving = saving
  }

  operating({ method, seconds }: { method: string, seconds: number }): void {
    this.#parts.operating.force(method, seconds)
  }

  /** What a portal counts as operating time, and from when on it blocks a method. */
  operatingRules({ limit, cost, least }: { [Rule in keyof OperatingRules]?: OperatingRules[Rule] | undefined }): void {
    const { operating } = this.#parts
    const { rules } = operating
    operating.rules = { limit: limit === undefined ? rules.limit : limit, cost: cost ?? rules.cost, least: least ?? rules.least }
  }

  /** Serves this result as it is, instead of running the method. */
  answer(answer: LiteralAnswer): void {
    this.#parts.faults.answer(answer)
  }

  forgetAnswer({ method, params }: { method: string, params?: Params | undefined }): void {
    this.#parts.faults.forgetAnswer(method, params)
  }

  latency({ ms }: { ms: number }): void {
    this.#parts.faults.latency = ms
  }

  drop(request: { times: number } | { on: boolean }): void {
    const requests = 'times' in request ? request.times : request.on ? Infinity : 0
    this.#parts.faults.drop(requests)
  }

  /** The portal does what it is asked for, but its answer never arrives; with `times: 0`, all arrive again. */
  loseAnswer({ method = EVERY_REQUEST, times = 1 }: { method?: string | undefined, times?: number | undefined } = {}): void {
    this.#parts.faults.loseAnswers(method, times)
  }

  hang({ on }: { on: boolean }): void {
    this.#parts.faults.hanging = on
  }

  silent({ on }: { on: boolean }): void {
    this.#parts.faults.silent = on
  }

  scenario({ name, options }: { name: ScenarioName, options?: ScenarioOptions | undefined }): void {
    this.#parts.load(name, options)
  }

  clearLog(): void {
    this.#parts.log.clear()
  }

  state(): Summary {
    return summary(this.#parts)
  }

  #viewer({ userId }: Viewpoint): number {
    return userId ?? this.#parts.portal.currentUserId
  }
}
