import type { Faults } from '../faults.ts'
import { isRecord, textParam, type Params } from '../rest/params.ts'
import { phpArray } from '../rest/php.ts'
import type { Portal } from '../state/portal.ts'
import { TOKEN_LIFE_SECONDS, type Tokens } from '../tokens.ts'
import type { Verdict } from '../wire.ts'
import type { Frames, OpenedFrame } from './frames.ts'
import { isAllowed, isOpenPath } from './permissions.ts'

const SILENCE: Verdict = { kind: 'silence' }
const DONE: Verdict = { kind: 'answer' }

/** The portal's page answers first and saves options later, in ms. */
export const SAVING_DELAY = 5_000

export interface BridgeParts {
  portal: Portal
  tokens: Tokens
  frames: Frames
  faults: Faults
  memberId: string
  /** What the portal itself speaks */
  isHttps: boolean
}

/** The parent window's mind: decides what becomes of each command; the page only carries it out. */
export class BridgeServer {
  readonly #parts: BridgeParts

  constructor(parts: BridgeParts) {
    this.#parts = parts
  }

  decide(appSid: string, command: string, given: unknown): Verdict {
    const frame = this.#parts.frames.find(appSid)
    if (!frame || this.#parts.faults.silent || !isAllowed(command, frame)) {
      return SILENCE
    }
    const params = isRecord(given) ? given : {}
    switch (command) {
      case 'getInitData': return { kind: 'answer', result: this.#initData(frame) }
      case 'refreshAuth': return this.#refreshAuth(frame)
      case 'getInterface': return { kind: 'answer', result: { command: [], event: [] } }
      case 'placementBindEvent': return SILENCE
      case 'setUserOption': return this.#setUserOption(frame, params)
      case 'setAppOption': return this.#setAppOption(frame, params)
      case 'setInstall': return this.#setInstall()
      case 'setInstallFinish': return this.#finishInstall(frame)
      case 'openPath': return openPath(frame, params)
      case 'selectUser': return { kind: 'answer', result: this.#selectUser(frame, params) }
      case 'selectAccess': return { kind: 'answer', result: [] }
      case 'selectCRM': return { kind: 'answer', result: {} }
      default: return { kind: 'perform' }
    }
  }

  #initData(frame: OpenedFrame): unknown {
    const { portal, tokens, memberId, isHttps } = this.#parts
    const token = tokens.issue(frame.userId)
    return {
      LANG: frame.language,
      DOMAIN: frame.domain,
      PROTOCOL: isHttps ? 1 : 0,
      PATH: '/rest',
      AUTH_ID: token.accessToken,
      AUTH_EXPIRES: TOKEN_LIFE_SECONDS,
      REFRESH_ID: token.refreshToken,
      MEMBER_ID: memberId,
      FIRST_RUN: portal.firstRun,
      IS_ADMIN: this.#isAdmin(frame),
      INSTALL: !portal.installed,
      // Empty PHP values, in both of their spellings
      USER_OPTIONS: portal.userOptions.get(frame.userId) ?? '',
      APP_OPTIONS: phpArray(Object.entries(portal.appOptions)),
      PLACEMENT: frame.placement,
      PLACEMENT_OPTIONS: phpArray(Object.entries(frame.options)),
    }
  }

  #refreshAuth(frame: OpenedFrame): Verdict {
    if (!this.#parts.faults.refreshAllowed) {
      return { kind: 'alert', text: 'Unable to get new token! Reload page, please!' }
    }
    const token = this.#parts.tokens.issue(frame.userId)
    return {
      kind: 'answer',
      result: { AUTH_ID: token.accessToken, REFRESH_ID: token.refreshToken, AUTH_EXPIRES: TOKEN_LIFE_SECONDS },
    }
  }

  #setUserOption(frame: OpenedFrame, params: Params): Verdict {
    const { userOptions } = this.#parts.portal
    this.#saveLater(() => {
      userOptions.set(frame.userId, { ...userOptions.get(frame.userId), [textParam(params, 'name')]: params.value })
    })
    return DONE
  }

  #setAppOption(frame: OpenedFrame, params: Params): Verdict {
    if (!this.#isAdmin(frame)) {
      return SILENCE
    }
    const { portal } = this.#parts
    this.#saveLater(() => {
      portal.appOptions = { ...portal.appOptions, [textParam(params, 'name')]: params.value }
    })
    return DONE
  }

  #saveLater(save: () => void): void {
    if (this.#parts.faults.optionSaving === 'late') {
      setTimeout(save, SAVING_DELAY).unref()
    }
  }

  #setInstall(): Verdict {
    this.#parts.portal.firstRun = false
    return DONE
  }

  #finishInstall(frame: OpenedFrame): Verdict {
    if (!this.#isAdmin(frame)) {
      return SILENCE
    }
    this.#parts.portal.installed = true
    return { kind: 'reload' }
  }

  #selectUser(frame: OpenedFrame, params: Params): unknown {
    const chosen = [...this.#parts.portal.users.values()].find(user => user.active && user.id !== frame.userId)
    const answer = chosen && {
      id: String(chosen.id),
      name: `${chosen.firstName} ${chosen.lastName}`,
      photo: chosen.avatar,
      position: chosen.position,
      url: `/company/personal/user/${chosen.id}/`,
    }
    return params.mult === true ? [answer].filter(Boolean) : answer
  }

  #isAdmin(frame: OpenedFrame): boolean {
    return this.#parts.portal.users.get(frame.userId)?.admin ?? false
  }
}

function openPath(frame: OpenedFrame, params: Params): Verdict {
  const errorCode = frame.device === 'phone'
    ? 'METHOD_NOT_SUPPORTED_ON_DEVICE'
    : isOpenPath(textParam(params, 'path')) ? undefined : 'PATH_NOT_AVAILABLE'
  return errorCode ? { kind: 'answer', result: { result: 'error', errorCode } } : { kind: 'perform' }
}
