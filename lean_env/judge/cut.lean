/-
Cutting a text into its commands, and its theorems into statement, proof and tactic steps, by Lean's own parser.
-/

namespace Cutter

def endsWith (n : Name) (s : String) : Bool := Inert.lastOf n == s

def span (start stop : Nat) : Json := .arr #[Certificate.nat start, Certificate.nat stop]

def startOf (stx : Syntax) (default : Nat) : Nat :=
  match stx.getPos? with
  | some p => p.byteIdx
  | none => default

def endOf (stx : Syntax) (default : Nat) : Nat :=
  match stx.getTailPos? with
  | some p => p.byteIdx
  | none => default

/-- Where a piece of syntax stands; empty at `default` when nothing is there. -/
def place (stx : Syntax) (default : Nat) : Json :=
  let start := startOf stx default
  span start (endOf stx start)

structure Theorem where
  modifiers : Syntax
  declId : Syntax
  sig : Syntax
  val : Syntax

/-- The theorem that a command states with a proof after `:=`, if it does. -/
partial def theoremOf (stx : Syntax) : Option Theorem :=
  let kind := stx.getKind
  if endsWith kind "in" then theoremOf stx[2]
  else if endsWith kind "declaration" && endsWith stx[1].getKind "theorem" || endsWith kind "lemma" then
    let t := stx[1]
    if endsWith t[3].getKind "declValSimple" then some { modifiers := stx[0], declId := t[1], sig := t[2], val := t[3] } else none
  else none

/-- What kind of command it is: for a declaration, what it declares. -/
partial def kindOf (stx : Syntax) : String :=
  let kind := Inert.lastOf stx.getKind
  if kind == "in" then kindOf stx[2]
  else if kind == "declaration" then Inert.lastOf stx[1].getKind
  else kind

/-- The last part of a type, after its leading binders and arrows. -/
partial def conclusionOf (type : Syntax) : Syntax :=
  let kind := Inert.lastOf type.getKind
  if kind == "forall" || kind == "arrow" || kind == "depArrow" || kind == "term∀__,_" then
    conclusionOf type[type.getNumArgs - 1]
  else type

mutual
partial def steps (stx : Syntax) (depth : Nat) (acc : Array Json) : Array Json :=
  match stx with
  | .node _ kind args =>
    if endsWith kind "tacticSeq1Indented" then stepsIn args[0]!.getArgs 0 depth acc
    else if endsWith kind "tacticSeqBracketed" then stepsIn args[1]!.getArgs 0 depth acc
    else if endsWith kind "choice" then steps args[0]! depth acc
    else stepsAll args 0 depth acc
  | _ => acc

partial def stepsAll (args : Array Syntax) (i depth : Nat) (acc : Array Json) : Array Json :=
  if h : i < args.size then stepsAll args (i + 1) depth (steps args[i] depth acc) else acc

/-- Every other child is a separator. -/
partial def stepsIn (args : Array Syntax) (i depth : Nat) (acc : Array Json) : Array Json :=
  if h : i < args.size then
    let start := startOf args[i] 0
    let stop := endOf args[i] start
    let acc := if stop > start then acc.push (.arr #[Certificate.nat start, Certificate.nat stop, Certificate.nat depth]) else acc
    stepsIn args (i + 2) depth (steps args[i] (depth + 1) acc)
  else acc
end

mutual
partial def uses (stx : Syntax) (acc : NameSet × Array Json) : NameSet × Array Json :=
  match stx with
  | .node _ _ args => usesAll args 0 acc
  | .ident _ _ n _ => if acc.1.contains n then acc else (acc.1.insert n, acc.2.push (nameText n.eraseMacroScopes))
  | _ => acc

partial def usesAll (args : Array Syntax) (i : Nat) (acc : NameSet × Array Json) : NameSet × Array Json :=
  if h : i < args.size then usesAll args (i + 1) (uses args[i] acc) else acc
end

def theoremRow (ns : Name) (command : Syntax) (t : Theorem) : Json :=
  let start := startOf command 0
  let assign := endOf t.val[0] start
  let body := t.val[1]
  let isBy := endsWith body.getKind "byTactic" || endsWith body.getKind "byTactic'"
  let opened := if isBy then endOf body[0] assign else assign
  let doc := t.modifiers[0]
  let type := t.sig[1][1]
  let signature := endOf t.declId start
  Json.mkObj [
    ("name", nameText (ns ++ t.declId[0].getId)),
    ("doc", place doc start),
    ("statement", span start opened),
    ("declared", place t.declId start),
    ("binders", place t.sig[0] signature),
    ("type", place type signature),
    ("conclusion", place (conclusionOf type) signature),
    ("proof", span opened (endOf command opened)),
    ("steps", .arr (steps t.val 0 #[])),
    ("attributes", .bool !t.modifiers[1].isNone)]

def commandRow (ns : Name) (stx : Syntax) : Json :=
  let base := [("kind", Json.str (kindOf stx)), ("place", place stx 0), ("uses", .arr (uses stx ({}, #[])).2)]
  match theoremOf stx with
  | some t => Json.mkObj (("theorem", theoremRow ns stx t) :: base)
  | none => Json.mkObj base

/-- Reads commands to the end. The last one is not elaborated: nothing comes after that could need it. -/
partial def commands (limits : Limits) (input : Parser.InputContext) (position : Parser.ModuleParserState) (run : Run) (acc : Array Json) :
    IO (Array Json × Run) := do
  let (stx, next, parsing) := parseCommand input position { run.state with messages := {} }
  let run := { run with messages := keep parsing.toList run.messages }
  if Parser.isTerminalCommand stx then return (acc, run)
  let acc := acc.push (commandRow (scopeOf run.state).currNamespace stx)
  let (after, _, _) := parseCommand input next { run.state with messages := {} }
  if Inert.lastOf after.getKind == "eoi" then return (acc, run)
  let found := Inert.command stx { plain := run.plain }
  if !(found.inert || run.tainted) then discard limits.mayRunCode
  let state ← elabCommand input stx { run.state with messages := {} }
  commands limits input next { run with
    state := state, messages := keep state.messages.toList run.messages, tainted := run.tainted || !found.inert, plain := found.plain } acc

end Cutter
