import type { SideName } from './sideName.ts'

export interface StartSideOptions {
  side: SideName
  /** What this side sends. */
  video: MediaStream
  /** Told when the picture of the other side is there. */
  onVideo: (side: SideName, received: MediaStream) => void
  /** Told when the connection changes its state. */
  onStateChange: () => void
}

/** Gives one side of the call its picture and its listeners. Ada calls, and Ben answers with his picture. */
export function startSide(pc: RTCPeerConnection, { side, video, onVideo, onStateChange }: StartSideOptions): void {
  const sendVideo = () => {
    for (const track of video.getTracks()) pc.addTrack(track, video)
  }
  pc.addEventListener('connectionstatechange', onStateChange)
  pc.addEventListener('iceconnectionstatechange', onStateChange)
  pc.addEventListener('track', ({ track, streams }) => onVideo(side, streams[0] ?? new MediaStream([track])))

  // Both could offer at once. But Chromium, having rolled back the very first offer, may gather no candidates any more.
  if (side === 'ada') sendVideo()
  else pc.addEventListener('track', sendVideo, { once: true })
}
