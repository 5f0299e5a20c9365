import { randomBytes } from 'node:crypto'

export const TOKEN_LIFE_SECONDS = 3600

export interface TokenPair {
  accessToken: string
  refreshToken: string
}

export type TokenCheck =
  | { status: 'live', userId: number }
  | { status: 'expired' }
  | { status: 'unknown' }

interface Token {
  userId: number
  expiresAt: number
}

/** The access tokens of the one application, per user. */
export class Tokens {
  readonly #now: () => number
  readonly #tokens = new Map<string, Token>()

  constructor(now: () => number) {
    this.#now = now
  }

  issue(userId: number): TokenPair {
    const accessToken = randomBytes(35).toString('hex')
    this.#tokens.set(accessToken, { userId, expiresAt: this.#now() + TOKEN_LIFE_SECONDS * 1000 })
    return { accessToken, refreshToken: randomBytes(35).toString('hex') }
  }

  check(accessToken: string): TokenCheck {
    const token = this.#tokens.get(accessToken)
    if (!token) {
      return { status: 'unknown' }
    }
    return token.expiresAt > this.#now() ? { status: 'live', userId: token.userId } : { status: 'expired' }
  }

  expireAll(): void {
    for (const token of this.#tokens.values()) {
      token.expiresAt = this.#now()
    }
  }
}
