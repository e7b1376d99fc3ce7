import type { SideSnapshot } from 'example-shared'
import { useEffect, useRef } from 'react'

interface VideoTileProps {
  title: string
  side: SideSnapshot
}

export function VideoTile({ title, side: { received, isSilent } }: VideoTileProps) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = received ?? null
  }, [received])

  return (
    <figure className="tile" data-silent={isSilent} data-empty={!received}>
      <video ref={video} autoPlay muted playsInline aria-label={title} />
      <figcaption>{title}</figcaption>
      {isSilent && <p className="silence">nothing arrives</p>}
    </figure>
  )
}
