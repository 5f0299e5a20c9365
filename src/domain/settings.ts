import { type ConversationKind, conversationKinds } from './conversation.ts'

/** What can be left out of the total. */
export const countableKinds = [...conversationKinds, 'notify', 'tasks-expired', 'tasks-new-comments'] as const

export type CountableKind = ConversationKind | 'notify' | 'tasks-expired' | 'tasks-new-comments'

export const refreshRates = ['lively', 'normal', 'calm'] as const
export const themes = ['system', 'light', 'dark'] as const
/** Newest message first; the one that waits longest first; or people before groups before machines. */
export const sortOrders = ['newest', 'oldest', 'weight'] as const
export type SortOrder = typeof sortOrders[number]

export interface Settings {
  /** Kinds that do not count in the total. */
  readonly uncounted: readonly CountableKind[]
  /** Whether muted conversations are listed. */
  readonly showsMuted: boolean
  /** Whether single letters are commands: not for somebody who speaks to their computer (WCAG 2.1.4). */
  readonly hasShortcuts: boolean
  /** How often to ask the portal. */
  readonly refreshRate: typeof refreshRates[number]
  /** Whether names may be kept on this device, to be there at once the next time; counts and ids are anyway. */
  readonly keepsNames: boolean
  readonly theme: typeof themes[number]
  readonly sort: SortOrder
  /** Whether the list is divided by kind. */
  readonly isGrouped: boolean
  /** Whether Enter sends a reply; else Ctrl+Enter does, which sends in any case. */
  readonly sendsWithEnter: boolean
}

/** What somebody has chosen. What is left out follows the next one asked: the administrators, then the app. */
export type SettingOverrides = { readonly [Key in keyof Settings]?: Settings[Key] }

export const defaults: Settings = {
  uncounted: [],
  showsMuted: true,
  hasShortcuts: true,
  refreshRate: 'normal',
  keepsNames: false,
  theme: 'light',
  sort: 'newest',
  isGrouped: false,
  sendsWithEnter: true,
}

/** What an administrator may choose for everybody: whether names stay on a device is for whoever sits in front of it. */
export function shareable(choices: SettingOverrides): SettingOverrides {
  return Object.fromEntries(Object.entries(choices).filter(([name]) => name !== 'keepsNames'))
}

/** A person's choice wins over the administrators', theirs over the app's. */
export function mergeSettings(person: SettingOverrides, everybody: SettingOverrides): Settings {
  return { ...defaults, ...shareable(everybody), ...person }
}
