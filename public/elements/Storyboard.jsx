// A storyboard: a timeline and one card a shot. Everything a person wrote is shown as text.
import { Camera, Sun, Volume2 } from 'lucide-react';

const WORDS = {
  en: {
    title: 'Storyboard', version: 'Version', seconds: 's', waiting: 'Picture comes with the render',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Solution', cta: 'Call to action' },
    looks: { noir: 'Noir', daylight: 'Daylight', pop: 'Pop' },
    moods: { warm: 'warm music', bold: 'bold music', calm: 'calm music' }
  },
  de: {
    title: 'Storyboard', version: 'Fassung', seconds: 's', waiting: 'Das Bild entsteht beim Rendern',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Lösung', cta: 'Aufruf' },
    looks: { noir: 'Noir', daylight: 'Tageslicht', pop: 'Pop' },
    moods: { warm: 'warme Musik', bold: 'kräftige Musik', calm: 'ruhige Musik' }
  }
};

function number(value, language) {
  return value.toLocaleString(language, { maximumFractionDigits: 1 });
}

function Frame({ shot, aspect, words }) {
  const style = { aspectRatio: aspect.replace(':', ' / ') };
  return (
    <div className={`af-frame af-beat-${shot.beat}`} style={style}>
      {shot.picture ? (
        <img src={shot.picture} alt={shot.title} loading="lazy" />
      ) : (
        <div className="af-frame-empty" title={words.waiting}>
          <span>{shot.words[0] || shot.title}</span>
        </div>
      )}
      <span className="af-frame-number">{shot.number}</span>
    </div>
  );
}

function Line({ icon: Icon, text }) {
  return text ? (
    <div className="af-shot-line"><Icon aria-hidden="true" /><span>{text}</span></div>
  ) : null;
}

const Storyboard = adflow.once('Storyboard', () => function Storyboard({ props }) {
  const words = WORDS[props.language] || WORDS.en;
  const total = props.shots.reduce((sum, shot) => sum + shot.seconds, 0);
  const facts = [
    `${number(total, props.language)} ${words.seconds}`, props.aspect,
    words.looks[props.look] || props.look, words.moods[props.mood] || props.mood
  ];
  const wide = props.aspect === '16:9' ? 'af-shots-wide' : '';
  return (
    <section className="af-card af-storyboard" aria-label={words.title}>
      <header className="af-head">
        <div className="af-head-text">
          <div className="af-kicker">{words.title} · {words.version} {props.version}</div>
          <h3 className="af-title">{props.title || words.title}</h3>
        </div>
        <div className="af-facts">{facts.map((fact) => <span key={fact}>{fact}</span>)}</div>
      </header>
      {props.note ? <p className="af-note">{props.note}</p> : null}
      <div className="af-timeline" aria-hidden="true">
        {props.shots.map((shot) => (
          <span key={shot.id} className={`af-beat-${shot.beat}`} style={{ flexGrow: shot.seconds }} />
        ))}
      </div>
      <ol className={`af-shots ${wide}`}>
        {props.shots.map((shot) => (
          <li key={shot.id} className="af-shot">
            <Frame shot={shot} aspect={props.aspect} words={words} />
            <div className="af-shot-top">
              <span className={`af-beat-name af-beat-${shot.beat}`}>{words.beats[shot.beat]}</span>
              <span className="af-muted">{number(shot.seconds, props.language)} {words.seconds}</span>
            </div>
            <div className="af-shot-title">{shot.title}</div>
            {shot.words.length ? (
              <ul className="af-shot-words">
                {shot.words.map((word, index) => <li key={index}>{word}</li>)}
              </ul>
            ) : null}
            <Line icon={Camera} text={shot.camera} />
            <Line icon={Sun} text={shot.mood} />
            <Line icon={Volume2} text={shot.sound} />
          </li>
        ))}
      </ol>
    </section>
  );
});

export default <Storyboard props={props} />;
