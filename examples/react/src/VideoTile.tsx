import type { Tile } from 'example-shared'
import { useEffect, useRef } from 'react'

export function VideoTile({ tile: { title, stream, isSilent } }: { tile: Tile }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream ?? null
  }, [stream])

  return (
    <figure className="tile" data-silent={isSilent} data-empty={!stream}>
      <video ref={video} autoPlay muted playsInline aria-label={title} aria-hidden={!stream} />
      <figcaption>{title}</figcaption>
      {isSilent && <p className="silence">nothing arrives</p>}
    </figure>
  )
}
