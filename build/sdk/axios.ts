/*
 * What the SDK uses of axios: POST requests with JSON, and errors with a code. Codes and messages are those of axios,
 * since the SDK makes its own of them.
 */

interface Answer {
  readonly status: number
  /** Parsed where it is JSON; else the text. */
  readonly data: unknown
}

export class AxiosError extends Error {
  readonly code: string
  readonly response: Answer | undefined
  readonly status: number | undefined

  constructor(message: string, code: string, response?: Answer) {
    super(message)
    this.name = 'AxiosError'
    this.code = code
    this.response = response
    this.status = response?.status
  }
}

interface Options {
  /** Of the whole request, in ms. */
  readonly timeout: number
  readonly timeoutErrorMessage: string
  readonly headers: Readonly<Record<string, string>>
}

function create({ timeout, timeoutErrorMessage, headers }: Options) {
  /** @throws AxiosError for a status other than 2xx, no answer, or none in time */
  async function post(url: string, body: unknown): Promise<Answer> {
    const signal = AbortSignal.timeout(timeout)
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Accept': 'application/json, text/plain, */*', 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    }).then(
      async response => ({ status: response.status, data: parsed(await response.text()) }),
    ).catch(() => {
      throw signal.aborted ? new AxiosError(timeoutErrorMessage, 'ECONNABORTED') : new AxiosError('Network Error', 'ERR_NETWORK')
    })
    const { status } = answer
    if (status >= 200 && status < 300) return answer
    const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'
    throw new AxiosError(`Request failed with status code ${status}`, code, answer)
  }

  return { post }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export default { create }
