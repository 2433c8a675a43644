// How a render goes on: one bar, one line a stage, and a way to stop it.
import { useState } from 'react';
import { AlertTriangle, Check, Circle, Loader2, Square } from 'lucide-react';

const WORDS = {
  en: {
    running: 'Making your film', approved: 'Starting', done: 'Film made', failed: 'The render stopped',
    cancelled: 'Stopped by you', ended: 'This render has ended',
    left: (text) => `about ${text} left`, min: 'min', sec: 's', stop: 'Stop', stopping: 'Stopping …',
    reused: 'reused', kept: 'Everything finished so far is kept.',
    kinds: {
      picture: 'Pictures', clip: 'Clips', sound: 'Sounds', music: 'Music', master: 'Scenes',
      mix: 'Mix', cut: 'Film'
    }
  },
  de: {
    running: 'Dein Film entsteht', approved: 'Es geht los', done: 'Film fertig',
    failed: 'Das Rendern brach ab', cancelled: 'Von dir angehalten', ended: 'Dieses Rendern ist beendet',
    left: (text) => `noch etwa ${text}`, min: 'Min.', sec: 's', stop: 'Anhalten', stopping: 'Hält an …',
    reused: 'wiederverwendet', kept: 'Alles bisher Fertige bleibt erhalten.',
    kinds: {
      picture: 'Bilder', clip: 'Clips', sound: 'Geräusche', music: 'Musik', master: 'Szenen',
      mix: 'Mischung', cut: 'Film'
    }
  }
};

function duration(seconds, words) {
  return seconds < 90
    ? `${Math.max(5, Math.ceil(seconds / 5) * 5)} ${words.sec}`
    : `${Math.round(seconds / 60)} ${words.min}`;
}

function Mark({ state }) {
  if (state === 'done') return <Check className="af-mark af-mark-done" aria-hidden="true" />;
  if (state === 'running') return <Loader2 className="af-mark af-mark-running" aria-hidden="true" />;
  if (state === 'failed') return <AlertTriangle className="af-mark af-mark-failed" aria-hidden="true" />;
  return <Circle className="af-mark" aria-hidden="true" />;
}

function Stages({ props, percent, words }) {
  return (
    <>
      <div className="af-bar" role="progressbar" aria-valuenow={percent} aria-valuemin="0" aria-valuemax="100">
        <span style={{ width: `${Math.max(props.fraction * 100, 1)}%` }} />
      </div>
      <ul className="af-stages">
        {props.stages.map((stage) => (
          <li key={stage.kind} className={`af-stage af-stage-${stage.state}`}>
            <Mark state={stage.state} />
            <span className="af-stage-name">{words.kinds[stage.kind]}</span>
            <span className="af-stage-now">
              {stage.now.length ? stage.now.join(' · ') : null}
              {stage.state === 'done' && stage.reused === stage.count ? words.reused : null}
            </span>
            <span className="af-stage-count">{stage.done}/{stage.count}</span>
            {stage.problems.map((problem) => <span key={problem} className="af-error">{problem}</span>)}
          </li>
        ))}
      </ul>
    </>
  );
}

const RenderProgress = adflow.once('RenderProgress', () => function RenderProgress({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [stopping, setStopping] = useState(false);
  const going = props.status === 'running' || props.status === 'approved';
  const percent = Math.floor(props.fraction * 100);
  const done = props.status === 'done';

  const stop = async () => {
    setStopping(true);
    try {
      await callAction({ name: 'stop', payload: { render: props.render } });
    } catch (error) {
      setStopping(false);
    }
  };

  return (
    <section className={`af-card af-progress af-progress-${props.status}`} aria-label={words[props.status]}>
      <header className="af-head">
        <div className="af-head-text">
          <h3 className="af-title">{words[props.status]}</h3>
          <div className="af-muted">
            {going && props.seconds_left !== null ? words.left(duration(props.seconds_left, words)) : null}
            {props.status === 'cancelled' || props.status === 'failed' ? words.kept : null}
          </div>
        </div>
        {done ? (
          <Check className="af-mark-done af-big" aria-hidden="true" />
        ) : (
          <div className="af-percent">{percent}<small>%</small></div>
        )}
      </header>
      {done ? null : <Stages props={props} percent={percent} words={words} />}
      {props.problem ? <p className="af-error">{props.problem}</p> : null}
      {going ? (
        <div className="af-actions af-actions-end">
          <button type="button" className="af-button af-small" disabled={stopping} onClick={stop}>
            <Square aria-hidden="true" />{stopping ? words.stopping : words.stop}
          </button>
        </div>
      ) : null}
    </section>
  );
});

export default <RenderProgress props={props} callAction={callAction} />;
