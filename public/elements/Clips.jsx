// Clips that were made without the film: a player each, and how many shots are still without one.
import { Clapperboard, Download, Volume2, VolumeX } from 'lucide-react';

const WORDS = {
  en: {
    title: 'Clips', shot: (n) => `Shot ${n}`, get: 'Download', download: (n) => `Download the clip of shot ${n}`, sound: 'with sound',
    silent: 'silent'
  },
  de: {
    title: 'Clips', shot: (n) => `Szene ${n}`, get: 'Herunterladen', download: (n) => `Clip von Szene ${n} herunterladen`, sound: 'mit Ton',
    silent: 'ohne Ton'
  }
};

function Clip({ clip, words, language }) {
  const Sound = clip.sound ? Volume2 : VolumeX;
  return (
    <li className="af-clip">
      <video
        src={clip.url} poster={clip.poster} controls loop playsInline preload="metadata" aria-label={`${words.shot(clip.shot)}: ${clip.title}`}
        style={{ aspectRatio: `${clip.width} / ${clip.height}` }}
      />
      <div className="af-shot-top">
        <b>{words.shot(clip.shot)}</b>
        <span className="af-muted">
          {adflow.number(clip.seconds, language)} s <Sound aria-label={clip.sound ? words.sound : words.silent} role="img" />
        </span>
      </div>
      <a className="af-tool" href={clip.download} download aria-label={words.download(clip.shot)}>
        <Download aria-hidden="true" />{words.get}
      </a>
      <span className="af-muted af-clip-model">{clip.model}</span>
    </li>
  );
}

const Clips = adflow.once('Clips', () => function Clips({ props }) {
  const words = WORDS[props.language] || WORDS.en;
  return (
    <section className="af-card af-clips-made" aria-label={words.title}>
      <header className="af-head">
        <div className="af-head-text">
          <div className="af-kicker">{words.title}</div>
          <p className="af-summary">{props.text}</p>
        </div>
        <Clapperboard className="af-big" aria-hidden="true" />
      </header>
      {props.clips.length ? (
        <ul className="af-clips">
          {props.clips.map((clip) => <Clip key={clip.shot} clip={clip} words={words} language={props.language} />)}
        </ul>
      ) : null}
    </section>
  );
});

export default <Clips props={props} />;
