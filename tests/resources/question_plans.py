"""A small plan with every kind of question that the loader is tried on."""

PLAN = """\
kind: plan
slug: a-plan
reference: REF-1
version: "1"
owner: Owner
organisation: Organisation
approver: Approver
review_by: 2029-01-01
due: {first_week: 28, last_week: 34}
title: Title
summary: Summary
blocks:
  - {id: first, type: inset, text: First of all.}
  - {id: about-me, type: heading, text: About me}
  - {id: name, type: question, number: 1, text: What is your name?, answer: line, identifies: true}
  - id: sure
    type: question
    number: 2
    text: How sure are you?
    answer: scale
    lowest: 0
    highest: 10
    least: Not sure at all
    most: Very sure
    options:
      - {id: not-sure, number: 11, text: I'm not sure yet}
  - {id: later, type: heading, text: Looking again}
  - {id: why, type: heading, level: 3, text: Why}
  - id: reviews
    type: group
    text: Looking at this plan again
    hint: Write each time.
    row: Review
    rows: 2
    questions:
      - {id: on, type: question, number: 3, text: When?, answer: date}
      - id: changed
        type: question
        number: 4
        text: Did anything change?
        answer: one
        options:
          - {id: something, number: 1, text: Something, flag: true}
          - {id: not-sure, number: 2, text: I'm not sure yet}
      - id: what
        type: question
        number: 5
        text: What changed?
        answer: text
        show_if: {question: changed, options: [something]}
"""
