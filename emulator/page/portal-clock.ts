/** Shows times as the app does: in the person's time zone, by the portal's clock. */
export class PortalClock {
  readonly #timeZone: string
  #now = Date.now()

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  /** The time on the portal, in milliseconds since the epoch. */
  set now(now: number) {
    this.#now = now
  }

  /** The time of today, the date of another day. */
  short(at: number): string {
    return this.#day(at) === this.#day(this.#now) ? this.time(at) : this.#day(at)
  }

  time(at = this.#now): string {
    return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: this.#timeZone })
  }

  /** Such as `Berlin`. */
  get place(): string {
    return (this.#timeZone.split('/').at(-1) ?? this.#timeZone).replaceAll('_', ' ')
  }

  #day(at: number): string {
    return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: this.#timeZone })
  }
}
