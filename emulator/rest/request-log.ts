export interface LoggedRequest {
  at: number
  method: string
  /** The methods of a batch, in order */
  commands?: string[]
  /** 0 = the connection was dropped, or no answer was given */
  status: number
  userId: number | null
}

export class RequestLog {
  readonly entries: LoggedRequest[] = []

  add(entry: LoggedRequest): void {
    this.entries.push(entry)
  }

  clear(): void {
    this.entries.length = 0
  }
}
