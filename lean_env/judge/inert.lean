/-
Which commands cannot make Lean run code that the submission wrote. The lists name what is known to be harmless; all else
counts as able to run code, which costs a second, clean replay and never a verdict.
-/

namespace Inert

def lastOf (n : Name) : String :=
  match n with
  | .str _ s => s
  | _ => ""

def oneOf (s : String) (names : List String) : Bool :=
  match names with
  | [] => false
  | n :: names => n == s || oneOf s names

def commands : List String :=
  ["declaration", "namespace", "section", "end", "open", "export", "universe", "variable", "include", "omit", "set_option",
   "attribute", "check", "check_failure", "print", "printAxioms", "printSig", "printEqns", "synth", "mixfix", "notation",
   "moduleDoc", "import", "exit", "in", "mutual", "guardMsgsCmd", "reduceCmd", "deriving", "lemma", "where", "docComment"]

/-- Syntax anywhere in a command that evaluates what it is given. -/
def evaluators : List String :=
  ["nativeDecide", "runTac", "byElab", "runConv", "runCmd", "runElab", "runMeta", "eval", "evalBang", "bvDecide", "bvDecideMacro",
   "bvTrace", "bvCheck", "bvNormalize", "plausible", "slimCheck", "observe", "unsafe", "simprocAttr", "includeStr", "declReducible",
   "dbgTrace", "elabToExpr", "evalTerm"]

def attributes : List String :=
  ["simp", "grind", "grind_pattern", "ext", "instance", "reducible", "irreducible", "semireducible", "inline", "noinline",
   "specialize", "nospecialize", "inline_if_reduce", "macro_inline", "always_inline", "refl", "symm", "trans", "elab_as_elim",
   "match_pattern", "default_instance", "inherit_doc", "deprecated", "csimp", "class", "coe", "congr", "implemented_by",
   "extern", "export", "implicit_reducible", "expose", "norm_cast", "push_cast", "gcongr", "aesop", "positivity", "to_additive",
   "eraseAttr", "defeq", "elab_without_expected_type", "induction_eliminator", "cases_eliminator", "simps", "mono", "nolint", "seval"]

/-- Roots of the options that only steer builtin code. -/
def options : List String :=
  ["maxHeartbeats", "maxRecDepth", "autoImplicit", "relaxedAutoImplicit", "pp", "trace", "linter", "synthInstance", "warn",
   "warningAsError", "smartUnfolding", "tactic", "grind", "backward", "diagnostics", "exponentiation", "debug", "hygiene",
   "quotPrecheck", "bootstrap", "structureDiamondWarning", "allowUnsafeReducibility", "profiler", "internal", "guard_msgs"]

def rootOf (n : Name) : String :=
  match n with
  | .str .anonymous s => s
  | .str p _ => rootOf p
  | .num p _ => rootOf p
  | .anonymous => ""

/-- Names through which the kernel itself would run compiled code. -/
def runsCode (n : Name) : Bool :=
  match n with
  | .str p s => oneOf s ["reduceBool", "reduceNat", "ofReduceBool", "ofReduceNat"] || runsCode p
  | .num p _ => runsCode p
  | .anonymous => false

def endsInAntiquot (n : Name) : Bool :=
  match n with
  | .str p s => oneOf s ["antiquot", "antiquot_scope", "antiquot_suffix_splice"] || endsInAntiquot p
  | .num p _ => endsInAntiquot p
  | .anonymous => false

mutual
/-- A value in a tactic's configuration is evaluated: only literals are harmless. -/
partial def isLiteral (stx : Syntax) : Bool :=
  match stx with
  | .node _ kind args =>
    oneOf (lastOf kind) ["null", "num", "str", "scientific", "structInst", "structInstFields", "structInstField", "structInstFieldDef",
      "optEllipsis", "dotIdent", "hole", "negConfigItem", "posConfigItem"] && literals args 0
    || lastOf kind == "structInstLVal"
  | .ident _ _ n _ => n == `true || n == `false
  | _ => true

partial def literals (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then isLiteral args[i] && literals args (i + 1) else true
end

/-- Does a node open a configuration in a tactic's own way, such as `(config := …)`? -/
partial def configures (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then
    (match args[i] with
      | .atom _ v => oneOf v ["config", "(config", "simp_config", "(simp_config"]
      | _ => false) || configures args (i + 1)
  else false

mutual
partial def isInertTerm (stx : Syntax) : Bool :=
  match stx with
  | .node _ kind args =>
    let last := lastOf kind
    if oneOf last evaluators || endsInAntiquot kind then false
    else if last == "valConfigItem" then isLiteral args[3]!
    else if configures args 0 then literals args 0
    else if last == "posConfigItem" then args[1]!.getId != `native
    else if last == "set_option" then oneOf (rootOf args[1]!.getId) options && areInertTerms args 0
    else if last == "attrInstance" then isInertAttribute args[1]! && areInertTerms args 0
    else areInertTerms args 0
  | .ident _ _ n _ => !runsCode n
  | _ => true

partial def areInertTerms (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then isInertTerm args[i] && areInertTerms args (i + 1) else true

partial def isInertAttribute (stx : Syntax) : Bool :=
  if lastOf stx.getKind == "simple" then oneOf (lastOf stx[0].getId) attributes else oneOf (lastOf stx.getKind) attributes
end

mutual
/-- Can elaborating this command run no code of its author? -/
partial def isInert (stx : Syntax) : Bool :=
  match stx with
  | .node _ kind args =>
    let last := lastOf kind
    if last == "null" then areInert args 0
    else if last == "in" then isInert args[0]! && isInert args[2]!
    else if last == "mutual" then isInert args[1]!
    else if last == "guardMsgsCmd" then isInert args[args.size - 1]!
    else oneOf last commands && isInertTerm stx
  | _ => true

partial def areInert (args : Array Syntax) (i : Nat) : Bool :=
  if h : i < args.size then isInert args[i] && areInert args (i + 1) else true
end

end Inert
