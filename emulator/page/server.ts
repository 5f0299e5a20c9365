import type { FrameForm, FrameRequest, PageDialog, PageSession, Recent, Verdict } from '../wire.ts'

async function get<Answer>(path: string): Promise<Answer> {
  return await (await fetch(path)).json() as Answer
}

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) {
    throw new Error(complaintOf(await response.text()) ?? `${path} answered ${response.status}`)
  }
  return await response.json() as Answer
}

/** The portal's server, as its page sees it. */
export const server = {
  session: (user: number | null) => get<PageSession>(`/portal/session?user=${user ?? ''}`),
  recent: (user: number) => get<Recent>(`/portal/recent?user=${user}`),
  dialog: (dialogId: string, user: number) => get<PageDialog | null>(`/portal/dialog?user=${user}&dialog=${encodeURIComponent(dialogId)}`),
  frame: (request: FrameRequest) => post<FrameForm>('/portal/frame', request),
  verdict: (appSid: string, command: string, params: unknown) => post<Verdict>('/portal/bridge', { appSid, command, params }),
  control: (action: string, body: object) => post<unknown>(`/control/${action}`, body),
}

/** What the server says is wrong. */
function complaintOf(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : undefined
  } catch {
    return undefined
  }
}
