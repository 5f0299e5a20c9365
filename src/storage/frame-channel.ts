/** A way to all other frames that open it under the same name. What arrives on it is parsed before anybody believes it. */
export interface FrameChannel<Message> {
  post(message: Message): void
  close(): void
}

/** Null where the browser has no such thing. Where it is denied it stays silent, and so do the locks. */
export function openFrameChannel<Message>(name: string, onMessage: (data: unknown) => void): FrameChannel<Message> | null {
  if (typeof BroadcastChannel === 'undefined') return null
  try {
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data)
    let isOpen = true
    return {
      // A page that goes away is hidden after it has closed its channels.
      post: message => void (isOpen && channel.postMessage(message)),
      close() {
        isOpen = false
        channel.close()
      },
    }
  } catch {
    return null
  }
}
